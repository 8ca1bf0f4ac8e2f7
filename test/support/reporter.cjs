// Mocha's own spec report, then the one closing line that CI reads: "N passed, N failed" (", N skipped" with reasons
// above it). In CI a skipped test is a failure: something was not tested there.
const { reporters, Runner } = require('mocha');

class ClosingLineReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) => skipped.push(test.fullTitle()));
    this.skipped = skipped;
  }

  done(failures, finish) {
    const { passes, failures: failed } = this.stats;
    for (const title of this.skipped) process.stdout.write(`skipped: ${title}\n`);
    const tail = this.skipped.length > 0 ? `, ${this.skipped.length} skipped` : '';
    process.stdout.write(`${passes} passed, ${failed} failed${tail}\n`);
    finish(process.env.CI && this.skipped.length > 0 ? failures + this.skipped.length : failures);
  }
}

module.exports = ClosingLineReporter;
