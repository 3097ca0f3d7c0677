import { writeFile } from "node:fs/promises";
import path from "node:path";
import { runProcess } from "./process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/**
 * A network of its own with nothing at its end: loopback, and a way out on which every packet is counted and lost. Names are
 * asked of a server out there, so that looking one up is counted too. Prints how many packets a probe sent, which shows that they
 * are counted, and how many the command did.
 */
const script = `set -e
mount --bind "$1" /etc/resolv.conf
shift
ip link set lo up
ip link add near type veth peer name far
for one in near far; do echo 1 > /proc/sys/net/ipv6/conf/$one/disable_ipv6; done
ip addr add 192.0.2.1/24 dev near
ip link set far up
ip link set near up
ip neigh replace 192.0.2.2 lladdr 02:00:00:00:00:02 dev near nud permanent
ip route add default via 192.0.2.2
count() { awk '$1 == "far:" { print $3 }' /proc/net/dev; }
start=$(count)
"$1" -e 'fetch("http://name.invalid/", { signal: AbortSignal.timeout(1000) }).catch(() => process.exit())'
sleep 1
before=$(count)
status=0
"$@" || status=$?
echo "packets of the probe: $((before - start))"
echo "packets of the program: $(($(count) - before))"
exit $status
`;

export type CutRun = { code: number | null; output: string; probe: number; packets: number };

/**
 * Runs a command of Node with the network really cut, and counts what tried to leave the machine all the same.
 * @param args of Node
 * @returns why that cannot be done on this machine, or how it ended
 */
export async function runCut(args: readonly string[], env: Record<string, string>): Promise<string | CutRun> {
  const isolated = ["--net", "--mount", "sh", "-c"];
  const can = await runProcess("unshare", [...isolated, "ip link add near type veth peer name far"]).catch(() => null);
  if (can?.code !== 0) return `no network of its own: ${can?.stderr.trim() || "unshare or ip is missing"}`;
  await using folder = await temporaryFolder();
  const names = path.join(folder.path, "resolv.conf");
  await writeFile(names, "nameserver 198.51.100.53\noptions timeout:1 attempts:1\n");
  const { code, stdout, stderr } = await runProcess(
    "unshare",
    [...isolated, script, "cut", names, process.execPath, ...args],
    {
      env,
      withinMs: 280_000,
    },
  );
  const told = (who: string) =>
    Number(stdout.match(new RegExp(`^packets of the ${who}: (\\d+)$`, "m"))?.[1] ?? Number.NaN);
  return { code, output: stdout + stderr, probe: told("probe"), packets: told("program") };
}
