/**
 * Every route of the core with what its caller needs, and what is told to whom that right reaches for a unit or a commune alone ("-": who has it
 * for the whole province alone). A route that is not here, or is another here, fails `walk.test.ts`: whoever adds one says here whom it is for.
 */
export const routeTable = `
GET /api/health anyone -
GET /.well-known/security.txt anyone -
GET /api/door/ca.pem anyone -
GET /api/openapi.json read common
GET /api/status read -
GET /api/history read own
GET /api/readings read own
GET /api/explanation read own
GET /api/forecasts read own
GET /api/own-rights read common
GET /api/sign-in anyone -
POST /api/sign-in anyone -
POST /api/sign-in/factor anyone -
POST /api/sign-in/password anyone -
GET /api/invitations/:token anyone -
POST /api/invitations/:token anyone -
GET /api/session anyone -
POST /api/session own-account common
POST /api/session/unlock anyone -
POST /api/sign-out anyone -
GET /api/account own-account common
PUT /api/account/password own-account common
DELETE /api/account/sessions/:id own-account common
POST /api/account/totp anyone -
PUT /api/account/totp anyone -
DELETE /api/account/totp own-account common
POST /api/account/recovery-codes own-account common
GET /api/accounts manage-accounts -
POST /api/accounts manage-accounts -
PUT /api/accounts/:id manage-accounts -
DELETE /api/accounts/:id manage-accounts -
POST /api/accounts/:id/invitation manage-accounts -
POST /api/accounts/:id/unlock manage-accounts -
DELETE /api/accounts/:id/sessions manage-accounts -
DELETE /api/accounts/:id/factors manage-accounts -
POST /api/substitutions manage-accounts -
DELETE /api/substitutions/:id manage-accounts -
POST /api/tokens manage-tokens -
GET /api/account/follows own-account common
GET /api/entry/deeds enter-figures own
GET /api/entry/drafts enter-figures own
GET /api/entry/due read own
GET /api/entry/expected enter-figures own
GET /api/entry/sources enter-figures own
GET /api/entry/template.xlsx enter-figures own
GET /api/today read own
POST /api/entry/check enter-figures own
POST /api/entry/deeds enter-figures own
POST /api/entry/table enter-figures own
PUT /api/account/follows own-account common
PUT /api/entry/drafts enter-figures own
GET /api/sign-in/providers/:id anyone -
GET /api/sign-in/providers/:id/back anyone -
DELETE /api/account/providers/:id own-account common
PUT /api/accounts/:id/identity-number manage-accounts -
DELETE /api/account/passkeys/:id own-account common
POST /api/account/passkeys own-account common
PUT /api/account/passkeys own-account common
POST /api/profile/changes/check change-profile -
POST /api/sign-in/passkey anyone -
PUT /api/sign-in/passkey anyone -
GET /api/tokens manage-tokens -
DELETE /api/tokens/:id manage-tokens -
GET /api/audit see-audit -
GET /api/audit/export see-audit -
GET /api/audit/verification see-audit -
GET /api/profile/changes change-profile -
GET /api/profile/lists/:list change-profile -
POST /api/profile/changes change-profile -
POST /api/profile/camera-picture change-profile -
GET /api/profile/packs change-profile -
POST /api/profile/changes/:number/back change-profile -
POST /api/profile/limits-past change-profile -
POST /api/profile/source-trial change-profile -
GET /api/secrets manage-secrets -
PUT /api/secrets/:name manage-secrets -
POST /api/secrets/:name/binding manage-secrets -
DELETE /api/secrets/:name manage-secrets -
GET /api/cameras/:id/hls/:stream/index.m3u8 read own
GET /api/cameras/:id/hls/:stream/:name read own
GET /api/cameras/:id/last-picture.jpg read own
GET /api/cameras/:id/pictures line -
POST /api/wall/machines join -
DELETE /api/wall/machines/:name manage-machines -
POST /api/cameras/:id/steering steer-cameras -
GET /api/cameras/:id/presets steer-cameras -
POST /api/camera-search/streams search-cameras -
POST /api/camera-search search-cameras -
GET /api/outages read -
POST /api/outages/:id/acknowledgement acknowledge -
POST /api/deliveries deliver -
GET /api/sources/:id/maintenance plan-maintenance -
POST /api/sources/:id/maintenance plan-maintenance -
DELETE /api/sources/:id/maintenance plan-maintenance -
GET /api/contacts see-contacts own
GET /api/feed mirror -
GET /api/feed/pages mirror -
GET /api/sources read own
GET /api/sources/:id/refusals read own
POST /api/sources/:id/test try-sources -
GET /api/sources/:id/answer try-sources -
GET /api/sources/:id/mapping try-sources -
POST /api/ingest/:id signed -
POST /api/camera-events/:id signed -
GET /api/source-scores read own
GET /api/wall/scenes read common
GET /api/wall/scenes/:id read common
PUT /api/wall/scenes/:id drive-wall -
DELETE /api/wall/scenes/:id drive-wall -
GET /api/wall/scene-file read -
POST /api/wall/scene-file drive-wall -
POST /api/wall/commands drive-wall -
GET /api/wall/commands read common
GET /api/wall/entries read -
GET /api/wall/snapshot.png capture -
GET /api/wall/automation read -
PUT /api/wall/programmes/:id drive-wall -
PUT /api/wall/rules/:id drive-wall -
PUT /api/wall/holidays drive-wall -
DELETE /api/wall/programmes/:id drive-wall -
DELETE /api/wall/rules/:id drive-wall -
GET /api/calendar/:year read common
GET /api/map/outline.geojson read common
GET /api/map read common
GET /api/map/tiles/:revision/:z/:x/:y read common
GET /api/map/layers/:role/:revision read common
GET /api/map/mapbox use-mapbox -
POST /api/map/back manage-map -
POST /api/map/import manage-map -
GET /api/files read -
GET /api/files/:name read -
GET /api/news read common
GET /api/catalogue read -
GET /api/catalogue.xlsx read -
POST /api/catalogue/undo manage-catalogue -
POST /api/catalogue manage-catalogue -
GET /api/camera-list read -
GET /api/camera-list/file manage-cameras -
POST /api/camera-list/undo manage-cameras -
POST /api/camera-list/cameras manage-cameras -
POST /api/camera-list manage-cameras -
GET /api/camera-events see-camera-events -
GET /api/map-events read -
GET /api/camera-events/:number/picture see-camera-events -
GET /api/map-events/reports read -
GET /api/citizen-reports/:number see-citizen-reports -
GET /api/warnings read common
GET /api/documents read -
GET /api/dossiers see-dossiers own
GET /api/dossiers/overview read own
POST /api/takeaway.xlsx read own
GET /api/usage see-usage -
POST /api/usage/opened read common
GET /live line -
GET /* read common
GET /assets/* anyone common
GET /api/account/push own-account common
POST /api/account/push own-account common
DELETE /api/account/push/:id own-account common
GET /app/sw.js anyone common
GET /app-reset anyone common
GET /app anyone common
GET /app/* anyone common
GET / read common
GET /wall read common
GET /desk read common
`
  .trim()
  .split("\n");

/** Of what the live stream carries: the right that it needs, and whose a thing of it is. */
export const kindTable = `
readings read figure
sources read source
cameras read camera
displays read -
wall read everybody
cameraEvent read -
warnings read everybody
forecasts read figure
`
  .trim()
  .split("\n");
