// problem.mjs FILE QUESTION: asks DuckDB what cb-problem is asked (make, overdue, summary, rates) of the tables in FILE;
// the answer on stdout, as rows of CSV. make PROBLEM.csv LOG.csv fills FILE.
import { DuckDBInstance } from '@duckdb/node-api';

const [file, question, problems, log] = process.argv.slice(2);
const state = (where = '') => `coalesce(CASE arg_max(action, (t, step)) FILTER (WHERE action NOT IN ('延期', '通知') ${where})
  WHEN '整改' THEN '待核查' ELSE arg_max(action, (t, step)) FILTER (WHERE action NOT IN ('延期', '通知') ${where}) END, '登记')`;
const from = `TIMESTAMP '2026-06-01 00:00'`, until = `TIMESTAMP '2026-06-30 23:59'`;
const span = (t) => `${t} BETWEEN ${from} AND ${until}`;
const now = `WITH course AS (SELECT problem, ${state()} AS state, max(t) FILTER (WHERE action = '整改') AS fixed,
    arg_max(due, (t, step)) FILTER (WHERE action = '延期') AS due FROM log GROUP BY problem),
  whole AS (SELECT p.no, p.responsible, coalesce(c.due, p.due) AS due, coalesce(c.state, '登记') AS state, c.fixed
    FROM problem p LEFT JOIN course c ON c.problem = p.no),
  judged AS (SELECT *, CASE WHEN state IN ('待核查', '结案') THEN fixed > due ELSE due::DATE < DATE '2026-07-01' END AS late
    FROM whole)`;
const questions = {
  make: `CREATE TABLE problem AS SELECT * FROM read_csv('${problems}'); CREATE TABLE log AS SELECT problem, step, "at" AS t, action, due FROM read_csv('${log}')`,
  overdue: `${now} SELECT no, replace(strftime(due, '%Y-%m-%d %H:%M'), ' 23:59', ''), state FROM judged WHERE late AND state <> '结案' ORDER BY no`,
  summary: `${now} SELECT responsible, count(*), count(*) FILTER (WHERE state <> '结案'),
    count(*) FILTER (WHERE state IN ('待核查', '结案')), count(*) FILTER (WHERE state = '结案'),
    count(*) FILTER (WHERE late) FROM judged GROUP BY responsible ORDER BY responsible`,
  rates: `WITH course AS (SELECT problem, ${state(`AND t <= ${until}`)} AS state, ${state(`AND t < ${from}`)} AS before,
      max(t) FILTER (WHERE action = '整改' AND t <= ${until}) AS fixed,
      arg_max(due, (t, step)) FILTER (WHERE action = '延期' AND t <= ${until}) AS due,
      min(t) FILTER (WHERE action IN ('受理', '立案')) AS accepted, min(t) FILTER (WHERE action = '立案') AS registered,
      min(t) FILTER (WHERE action = '派遣') AS dispatched,
      count(*) FILTER (WHERE action = '返工' AND ${span('t')}) AS returned,
      count(*) FILTER (WHERE action = '延期' AND ${span('t')}) AS extended FROM log GROUP BY problem),
    whole AS (SELECT p.found, coalesce(c.due, p.due) AS due, coalesce(c.state, '登记') AS state,
      coalesce(c.before, '登记') AS before, c.* EXCLUDE (problem, due, state, before)
      FROM problem p LEFT JOIN course c ON c.problem = p.no),
    judged AS (SELECT *, ${span('due')} OR (due < ${from} AND found < ${from} AND before <> '结案') AS to_close FROM whole),
    counted AS (SELECT count(*) FILTER (WHERE ${span('accepted')}) AS accepted,
      count(*) FILTER (WHERE ${span('registered')}) AS registered, count(*) FILTER (WHERE ${span('dispatched')}) AS dispatched,
      count(*) FILTER (WHERE to_close) AS to_close, count(*) FILTER (WHERE to_close AND state = '结案') AS closed,
      count(*) FILTER (WHERE to_close AND state = '结案' AND fixed <= due) AS on_time,
      sum(returned)::BIGINT AS returned, sum(extended)::BIGINT AS extended, count(*) FILTER (WHERE ${span('found')}) AS found,
      count(*) FILTER (WHERE ${span('found')} AND state IN ('待核查', '结案')) AS fixed FROM judged)
    SELECT unnest(['立案率', '派遣率', '结案率', '按期结案率', '返工率', '延期率', '整改率', '满意率']),
      unnest([registered, dispatched, closed, on_time, returned, extended, fixed, 0]),
      unnest([accepted, registered, to_close, to_close, to_close, to_close, found, 0]) FROM counted`,
};
const connection = await (await DuckDBInstance.create(file)).connect();
const result = await connection.runAndReadAll(questions[question]);
if (question !== 'make')
  for (const row of result.getRows())
    console.log(row.join(','));
