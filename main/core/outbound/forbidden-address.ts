import { type LookupAddress, lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { CodedError } from "#contract/errors.ts";

/**
 * Where clouds tell whatever runs on a machine its keys (OpenStack, AWS, GCP, Azure, Alibaba). Private networks are where a province's platforms
 * are, so this alone is shut: what is tried on the desk is shown there as it was answered.
 */
const shut = new BlockList();
for (const address of ["169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200"])
  shut.addAddress(address);
shut.addAddress("fd00:ec2::254", "ipv6");

const isShut = (address: string): boolean => shut.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/** @throws CodedError source.forbidden-address for an address that is written as such; names are looked at by `guardedLookup` */
export function refuseForbidden({ hostname, host }: URL): void {
  const address = hostname.replace(/^\[|\]$/g, "");
  if (isIP(address) !== 0 && isShut(address)) throw new CodedError("source.forbidden-address", { host });
}

/** As the system looks names up; one that leads to a forbidden address leads nowhere. */
export const guardedLookup: LookupFunction = (hostname, options, callback) =>
  lookup(hostname, options, (error: NodeJS.ErrnoException | null, found: string | LookupAddress[], family?: number) => {
    const addresses = typeof found === "string" ? [found] : (found ?? []).map(({ address }) => address);
    const isRefused = error === null && addresses.some(isShut);
    const refusal = isRefused ? new CodedError("source.forbidden-address", { host: hostname }) : error;
    callback(refusal, found, family);
  });
