// duckdb.mjs FILE PERIOD SECONDS: ranks a month with DuckDB; community,total on stdout, and the seconds
// of the query alone, without the start of node, into the file SECONDS.
import { writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [file, period, seconds] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const start = process.hrtime.bigint();
const result = await connection.runAndReadAll(
  `SELECT community, sum(mean) AS total FROM
     (SELECT community, indicator, avg(score) AS mean FROM read_csv('${file}')
      WHERE period = '${period}' GROUP BY community, indicator)
   GROUP BY community ORDER BY total DESC`);
const rows = result.getRows().map((row) => row.join(','));
writeFileSync(seconds, String(Number(process.hrtime.bigint() - start) / 1e9));
console.log(rows.join('\n'));
