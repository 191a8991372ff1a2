// npm audit for high and critical advisories. A registry without advisories is said, not counted as a fault of the packages.
import { spawnSync } from 'node:child_process';

const NO_SUCH_SERVICE = [404, 405, 501];
const { stdout } = spawnSync('npm', ['audit', '--audit-level=high', '--json'], { encoding: 'utf8' });

function judge(report) {
  if (NO_SUCH_SERVICE.includes(report.statusCode)) {
    return {
      ok: true,
      line: `audit: this registry offers no advisories (HTTP ${report.statusCode}); nothing was compared.`,
    };
  }
  if (!report.metadata) return { ok: false, line: `audit: no report: ${report.message ?? 'npm said nothing'}` };
  const { high, critical, total } = report.metadata.vulnerabilities;
  return {
    ok: high + critical === 0,
    line: `audit: ${total} advisories, ${high} high, ${critical} critical. More: npm audit`,
  };
}

let report = {};
try {
  report = JSON.parse(stdout);
} catch {
  // Not a report, and said as such below.
}
const { ok, line } = judge(report);
console.log(line);
process.exitCode = ok ? 0 : 1;
