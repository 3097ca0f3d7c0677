import { expect, it } from "vitest";
import { wayBack } from "../../../renderer/web/account/way-back.ts";

const to = (address: string) => wayBack(`?to=${encodeURIComponent(address)}`);

it("leads back to our own pages, and nowhere that a link brings from elsewhere", () => {
  expect(to("/app/account")).toEqual({ to: "/app/account", isOfApp: true });
  expect(to("/app/figure/xe-cho/huu-nghi?days=7")).toMatchObject({ to: "/app/figure/xe-cho/huu-nghi?days=7" });
  // As an address has what was searched for, and a choice of series.
  expect(to("/app/search?q=huu+nghi")).toMatchObject({ to: "/app/search?q=huu+nghi" });
  expect(to("/app/scene/x?series=a@b,c@d")).toMatchObject({ to: "/app/scene/x?series=a@b,c@d" });
  expect(to("/desk?lang=en")).toEqual({ to: "/desk?lang=en", isOfApp: false });
  expect(to("/wall")).toEqual({ to: "/wall", isOfApp: false });
  expect(to("/desk?lang=en#wizards")).toEqual({ to: "/desk?lang=en#wizards", isOfApp: false });
  for (const elsewhere of [
    ...[
      "https://evil.example/app/",
      "//evil.example",
      "/app//evil.example",
      "/app/\\evil.example",
      "javascript:alert(1)",
    ],
    ...["/app/sign-in?to=/app/", "/api/sign-out", "/desk/../api", "/apple", "", "/"],
  ])
    expect(to(elsewhere), elsewhere).toEqual({ to: "/app/", isOfApp: true });
});
