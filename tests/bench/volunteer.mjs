// volunteer.mjs FILE SQL: asks DuckDB of the tables in FILE; the answer on stdout, as rows of CSV.
import { DuckDBInstance } from '@duckdb/node-api';

const [file, sql] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(file)).connect();
const result = await connection.runAndReadAll(sql);
if (!sql.startsWith('CREATE'))
  console.log(result.getRows().map((row) => row.join(',')).join('\n'));
