/**
 * What Node is started with for a core without screens, as the wall's own program starts it (main/shell/core-process.ts).
 * Without source maps: the first error of all has every one of them read, 55 MB that stay, and names are whole in what is
 * compiled. `core` is its file; `ffmpeg` null: the one on the path.
 */
export function coreArguments({ core, profile, data, port, ffmpeg }) {
  return [
    ...["--disable-warning=DEP0169", "--max-semi-space-size=16", core, "--profile", profile],
    ...["--data", data, "--port", String(port)],
    ...(ffmpeg ? ["--ffmpeg", ffmpeg] : []),
  ];
}

/** Its environment. Each thread of glibc's allocator would keep a heap of its own. */
export function coreEnvironment(language, env = process.env) {
  return { MALLOC_ARENA_MAX: "1", ...env, IOC_LANG: language };
}
