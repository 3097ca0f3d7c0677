/** In each folder of dist/: [{name, version, license, licenseText}] of the npm packages that are inside it. */
export const packagesFile = "packages.json";

/**
 * Two plugins for the bundler that note what packages a target is made of, with the texts of their licences: `plugin` writes
 * packages.json beside the target's other files, `partPlugin` is for what is bundled apart and first, the pages' workers.
 */
export async function listPackages() {
  const { licensePlugin } = await import("rolldown-license-plugin");
  const inside = new Map();
  const note = (packages) => {
    for (const each of packages) inside.set(`${each.name}@${each.version}`, each);
  };
  const plugin = licensePlugin({
    done(packages, context) {
      note(packages);
      const list = [...inside.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
      context.emitFile({ type: "asset", fileName: packagesFile, source: `${JSON.stringify(list, null, 1)}\n` });
    },
  });
  return { plugin, partPlugin: licensePlugin({ done: note }) };
}
