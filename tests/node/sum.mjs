// Adds up the .trx files of a folder, names what was skipped and why, and prints the closing line.
// Arguments: the folder, and the exit status of the runs. Exits with 1 where anything failed or nothing ran.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, status] = process.argv.slice(2);
const sums = { passed: 0, failed: 0, skipped: 0 };
const reasons = new Map();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.trx'))) {
  const text = readFileSync(join(folder, file), 'utf8');
  for (const [, attributes, body = ''] of text.matchAll(/<UnitTestResult ([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const outcome = /outcome="(\w+)"/.exec(attributes)?.[1];
    if (outcome === 'Passed') sums.passed++;
    else if (outcome === 'NotExecuted') {
      sums.skipped++;
      const reason = /<Message>([\s\S]*?)<\/Message>/.exec(body)?.[1].trim() ?? 'no reason given';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    } else sums.failed++;
  }
}

for (const [reason, count] of reasons) console.log(`skipped ${count}: ${reason}`);
const failedRun = Number(status) !== 0 && sums.failed === 0;
if (failedRun) console.log('A test run ended with an error although no test failed.');
console.log(`${sums.passed} passed, ${sums.failed + (failedRun ? 1 : 0)} failed, ${sums.skipped} skipped`);
process.exit(Number(status) !== 0 || sums.failed > 0 || sums.passed === 0 ? 1 : 0);
