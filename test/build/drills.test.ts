import { describe, expect, it } from "vitest";
import { wantedPackages } from "../../build/debian-packages.mjs";
import { cleanSources, neededSettings, releaseOf } from "../drills/clean-root.ts";
import { highest, onlyIn } from "../drills/file-list.ts";
import { isFilled, lookAt } from "../drills/picture.ts";

describe("the sources of a clean root", () => {
  const archive = "URIs: http://debian.example/debian\nSigned-By: /usr/share/keyrings/debian-archive-keyring.pgp";

  it("are the release's own over the network, and no folder, no other maker's, none that is off", () => {
    const text = [
      `# Of the machine\nTypes: deb\nSuites: trixie trixie-updates\nComponents: main\n${archive}`,
      "Types: deb\nURIs: file:/usr/share/packages\nSuites: ./\nTrusted: yes",
      "Types: deb\nURIs: https://maker.example/apt\nSuites: trixie\nComponents: main\nSigned-By: /etc/apt/keyrings/maker.asc",
      `Types: deb\nEnabled: no\nSuites: trixie-backports\nComponents: main\n${archive}`,
      `Types: deb-src\nSuites: trixie\nComponents: main\n${archive}`,
      `Types: deb\nSuites: sid\nComponents: main\n${archive}`,
    ].join("\n\n");
    const [kept, ...others] = cleanSources([{ name: "/etc/apt/sources.list.d/debian.sources", text }], "trixie");
    expect(others).toEqual([]);
    expect(kept?.text).toBe(`Types: deb\nSuites: trixie trixie-updates\nComponents: main\n${archive}\n`);
  });

  it("are read in one-line lists as well", () => {
    const lines = [
      "deb http://debian.example/debian trixie main",
      "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.pgp] http://debian.example/security trixie-security main",
      "deb-src http://debian.example/debian trixie main",
      "deb [trusted=yes] http://debian.example/own trixie main",
      "# deb http://debian.example/debian trixie contrib",
      "deb cdrom:[Debian 13]/ trixie main",
    ];
    const kept = cleanSources([{ name: "/etc/apt/sources.list", text: lines.join("\n") }], "trixie");
    expect(kept).toEqual([{ name: "/etc/apt/sources.list", text: `${lines[0]}\n${lines[1]}\n` }]);
  });

  it("must be there", () => {
    const text = "deb http://debian.example/debian bookworm main";
    expect(() => cleanSources([{ name: "/etc/apt/sources.list", text }], "trixie")).toThrow(/trixie/);
  });

  it("come with the machine's proxy and nothing else of its settings", () => {
    const dump = [
      'Acquire::http::Proxy "http://proxy:3128";',
      'Acquire::Check-Date "false";',
      'Acquire::http "";',
      'APT::X "y";',
    ];
    expect(neededSettings(dump.join("\n"))).toEqual(dump.slice(0, 2));
  });

  it("are of the release that the system names", () => {
    expect(releaseOf("ID=debian\nVERSION_CODENAME=trixie\n")).toBe("trixie");
    expect(releaseOf("ID=debian\n")).toBe(undefined);
  });
});

describe("what an installation leaves", () => {
  it("is in none of the lists that explain it, and a folder stands for what is in it", () => {
    const now = new Set(["/etc", "/etc/a", "/home/x", "/home/x/data", "/home/x/data/1", "/usr/lib/b"]);
    const left = onlyIn(now, new Set(["/etc", "/etc/a"]), new Set(["/usr/lib/b"]));
    expect(left).toEqual(["/home/x", "/home/x/data", "/home/x/data/1"]);
    expect(highest(left)).toEqual(["/home/x"]);
  });
});

describe("a picture", () => {
  const picture = (colourOf: (x: number, y: number) => readonly [number, number, number]) =>
    new Uint8Array(Array.from({ length: 64 * 36 }, (_, at) => colourOf(at % 64, Math.floor(at / 64))).flat());

  it("of one colour, of a frame on it, or of a smooth shade is blank", () => {
    expect(
      lookAt(
        picture(() => [11, 16, 22]),
        64,
      ),
    ).toEqual({ colours: 1, edges: 0, ground: 1 });
    const frame = picture((x, y) => (x === 0 || y === 0 ? [255, 255, 255] : [11, 16, 22]));
    expect(isFilled(lookAt(frame, 64))).toBe(false);
    expect(
      isFilled(
        lookAt(
          picture((x) => [x * 4, x * 4, x * 4]),
          64,
        ),
      ),
    ).toBe(false);
  });

  it("with writing and figures in some colours is not", () => {
    const tiles = picture((x, y) => ((x + y) % 7 < 2 ? [x * 4, y * 7, 128] : [11, 16, 22]));
    expect(isFilled(lookAt(tiles, 64))).toBe(true);
  });
});

describe("what drills need of the system", () => {
  it("is wanted for drills only", () => {
    const names = (options: object) => wantedPackages(options).map((each) => each.names[0]);
    expect(names({ drills: true })).toEqual(expect.arrayContaining(["ffmpeg", "openbox", "mmdebstrap"]));
    expect(names({ tests: true })).not.toContain("mmdebstrap");
  });
});
