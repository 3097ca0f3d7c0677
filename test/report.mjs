import { readFile, writeFile } from "node:fs/promises";
import { JsonReporter } from "vitest/node";

/**
 * Vitest's JSON report with what each file took in all as `durationMs`: loading it, its hooks and its tests. By itself it
 * tells from the first test's begin to the last one's end, without a `beforeAll` that starts a database.
 */
export class TimedJsonReporter extends JsonReporter {
  async onTestRunEnd(modules) {
    await super.onTestRunEnd(modules);
    const file = this.options.outputFile;
    const report = JSON.parse(await readFile(file, "utf8"));
    const durations = new Map(
      modules.map((module) => {
        const { collectDuration, duration, environmentSetupDuration, prepareDuration, setupDuration } =
          module.diagnostic();
        const all = [collectDuration, duration, environmentSetupDuration, prepareDuration, setupDuration];
        return [module.moduleId, all.reduce((sum, each) => sum + each, 0)];
      }),
    );
    for (const result of report.testResults) result.durationMs = durations.get(result.name);
    await writeFile(file, JSON.stringify(report));
  }
}
