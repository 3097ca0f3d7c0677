import type { SignOnProvider } from "#contract/accounts/provider.ts";
import type { CameraConfig } from "#contract/entities/camera-config.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { SourceConfig } from "#contract/entities/source-config.ts";
import { hostOfAddress } from "./address-host.ts";
import { addressesOf, referencesIn } from "./references.ts";
import type { SecretUser } from "./secret-user.ts";

export type SecretUse = SecretUser & { name: string };

const hostsOf = (...addresses: (string | undefined)[]): string =>
  [...new Set(addresses.flatMap((one) => (one === undefined ? [] : [hostOfAddress(one)])))].sort().join(" ");

export const userOfSource = (source: SourceConfig): SecretUser => ({
  user: `source ${source.id}`,
  hosts: hostsOf("url" in source ? source.url : undefined, "oauth" in source ? source.oauth?.token : undefined),
});
export const userOfCamera = ({ id, stream, onvif }: CameraConfig): SecretUser => ({
  user: `camera ${id}`,
  hosts:
    stream.type === "test"
      ? hostsOf(onvif?.url)
      : hostsOf(stream.url, "sub" in stream ? stream.sub : undefined, onvif?.url),
});
export const userOfMap = ({ map }: Pick<Profile, "map">): SecretUser => ({
  user: "map",
  hosts: hostsOf(...(JSON.stringify(map).match(/https?:\/\/[^"]+/g) ?? [])),
});
export const userOfNews = ({ id, url }: Profile["news"][number]): SecretUser => ({
  user: `news ${id}`,
  hosts: hostsOf(url),
});

export const userOfProvider = ({ id, issuer }: SignOnProvider): SecretUser => ({
  user: `sign-on ${id}`,
  hosts: hostsOf(issuer),
});

const secretsIn = (texts: readonly string[]): string[] => [
  ...new Set(
    texts
      .flatMap(referencesIn)
      .filter((name) => name.startsWith("secret."))
      .map((name) => name.slice("secret.".length)),
  ),
];

/** Every secret that a site refers to, with who would send it where. @param cameras those that are registered */
export function usesOfSecrets(profile: Profile, cameras: readonly CameraConfig[]): SecretUse[] {
  const uses = (user: SecretUser, texts: readonly string[]) => secretsIn(texts).map((name) => ({ ...user, name }));
  return [
    ...profile.sources.flatMap((source) => uses(userOfSource(source), addressesOf(source))),
    ...cameras.flatMap((camera) => uses(userOfCamera(camera), [JSON.stringify(camera)])),
    ...uses(userOfMap(profile), [JSON.stringify(profile.map)]),
    ...profile.news.flatMap((feed) => uses(userOfNews(feed), [feed.url])),
    ...profile.accounts.providers.flatMap((one) => uses(userOfProvider(one), [one.issuer, one.secret ?? ""])),
  ];
}
