/**
 * Every route of the core with what its caller needs, what is told to whom that right reaches for a unit or a commune alone ("-": who has it
 * for the whole province alone), and who reaches it from outside ("-": nobody). A route that is not here, or is another here, fails
 * `walk.test.ts` and `door/outside.test.ts`: whoever adds one says here whom it is for. Written by hand and not from the routes, as a guard is.
 */
export const routeTable = `
GET /api/health anyone - always
GET /.well-known/security.txt anyone - always
GET /api/door/ca.pem anyone - always
GET /api/openapi.json read common -
GET /api/status read - -
GET /api/history read own always
GET /api/readings read own always
GET /api/explanation read own always
GET /api/forecasts read own always
GET /api/own-rights read common always
GET /api/site-names read common always
GET /api/sign-in anyone - always
POST /api/sign-in anyone - always
POST /api/sign-in/factor anyone - always
POST /api/sign-in/password anyone - always
GET /api/invitations/:token anyone - always
POST /api/invitations/:token anyone - always
GET /api/session anyone - always
POST /api/session own-account common always
POST /api/session/unlock anyone - always
POST /api/sign-out anyone - always
GET /api/account own-account common always
PUT /api/account/password own-account common always
DELETE /api/account/sessions/:id own-account common always
POST /api/account/totp anyone - always
PUT /api/account/totp anyone - always
DELETE /api/account/totp own-account common always
POST /api/account/recovery-codes own-account common always
GET /api/accounts manage-accounts - -
POST /api/accounts manage-accounts - -
PUT /api/accounts/:id manage-accounts - -
DELETE /api/accounts/:id manage-accounts - -
POST /api/accounts/:id/invitation manage-accounts - -
POST /api/accounts/:id/unlock manage-accounts - -
DELETE /api/accounts/:id/sessions manage-accounts - -
DELETE /api/accounts/:id/factors manage-accounts - -
POST /api/substitutions manage-accounts - -
DELETE /api/substitutions/:id manage-accounts - -
POST /api/tokens manage-tokens - -
GET /api/account/follows own-account common always
GET /api/entry/deeds enter-figures own always
GET /api/entry/drafts enter-figures own always
GET /api/entry/due read own always
GET /api/entry/expected enter-figures own always
GET /api/entry/sources enter-figures own always
GET /api/entry/template.xlsx enter-figures own always
GET /api/today read own always
POST /api/entry/check enter-figures own always
POST /api/entry/deeds enter-figures own always
POST /api/entry/table enter-figures own always
PUT /api/account/follows own-account common always
PUT /api/entry/drafts enter-figures own always
GET /api/sign-in/providers/:id anyone - always
GET /api/sign-in/providers/:id/back anyone - always
DELETE /api/account/providers/:id own-account common always
PUT /api/accounts/:id/identity-number manage-accounts - -
DELETE /api/account/passkeys/:id own-account common always
POST /api/account/passkeys own-account common always
PUT /api/account/passkeys own-account common always
POST /api/profile/changes/check change-profile - -
POST /api/sign-in/passkey anyone - always
PUT /api/sign-in/passkey anyone - always
GET /api/tokens manage-tokens - -
DELETE /api/tokens/:id manage-tokens - -
GET /api/audit see-audit - -
GET /api/audit/export see-audit - -
GET /api/audit/verification see-audit - -
GET /api/profile/changes change-profile - -
GET /api/profile/lists/:list change-profile - -
POST /api/profile/changes change-profile - -
POST /api/profile/camera-picture change-profile - -
GET /api/profile/packs change-profile - -
POST /api/profile/changes/:number/back change-profile - -
POST /api/profile/limits-past change-profile - -
POST /api/profile/source-trial change-profile - -
GET /api/secrets manage-secrets - -
PUT /api/secrets/:name manage-secrets - -
POST /api/secrets/:name/binding manage-secrets - -
DELETE /api/secrets/:name manage-secrets - -
GET /api/cameras/:id/hls/:stream/index.m3u8 read own always
GET /api/cameras/:id/hls/:stream/:name read own always
GET /api/cameras/:id/last-picture.jpg read own always
GET /api/cameras/:id/pictures line - always
POST /api/wall/machines join - machines
DELETE /api/wall/machines/:name manage-machines - -
POST /api/cameras/:id/steering steer-cameras - -
GET /api/cameras/:id/presets steer-cameras - -
POST /api/camera-search/streams search-cameras - -
POST /api/camera-search search-cameras - -
GET /api/outages read - always
POST /api/outages/:id/acknowledgement acknowledge - -
POST /api/deliveries deliver - mirror
GET /api/sources/:id/maintenance plan-maintenance - -
POST /api/sources/:id/maintenance plan-maintenance - -
DELETE /api/sources/:id/maintenance plan-maintenance - -
GET /api/contacts see-contacts own always
GET /api/feed mirror - mirror
GET /api/feed/pages mirror - mirror
GET /api/sources read own always
GET /api/sources/:id/refusals read own always
POST /api/sources/:id/test try-sources - -
GET /api/sources/:id/answer try-sources - -
GET /api/sources/:id/mapping try-sources - -
POST /api/ingest/:id signed - ingest
POST /api/camera-events/:id signed - ingest
GET /api/source-scores read own always
GET /api/wall/scenes read common always
GET /api/wall/scenes/:id read common always
PUT /api/wall/scenes/:id drive-wall - -
DELETE /api/wall/scenes/:id drive-wall - -
GET /api/wall/scene-file read - -
POST /api/wall/scene-file drive-wall - -
POST /api/wall/commands drive-wall - -
GET /api/wall/commands read common always
GET /api/wall/entries read - -
GET /api/wall/snapshot.png capture - -
GET /api/wall/automation read - -
PUT /api/wall/programmes/:id drive-wall - -
PUT /api/wall/rules/:id drive-wall - -
PUT /api/wall/holidays drive-wall - -
DELETE /api/wall/programmes/:id drive-wall - -
DELETE /api/wall/rules/:id drive-wall - -
GET /api/calendar/:year read common always
GET /api/map/outline.geojson read common always
GET /api/map read common always
GET /api/map/tiles/:revision/:z/:x/:y read common always
GET /api/map/layers/:role/:revision read common always
GET /api/map/mapbox use-mapbox - -
POST /api/map/back manage-map - -
POST /api/map/import manage-map - -
GET /api/files read - always
GET /api/files/:name read - always
GET /api/news read common always
GET /api/catalogue read - -
GET /api/catalogue.xlsx read - -
POST /api/catalogue/undo manage-catalogue - -
POST /api/catalogue manage-catalogue - -
GET /api/camera-list read - -
GET /api/camera-list/file manage-cameras - -
POST /api/camera-list/undo manage-cameras - -
POST /api/camera-list/cameras manage-cameras - -
POST /api/camera-list manage-cameras - -
GET /api/camera-events see-camera-events - always
GET /api/map-events read - always
GET /api/camera-events/:number/picture see-camera-events - always
GET /api/map-events/reports read - always
GET /api/citizen-reports/:number see-citizen-reports - always
GET /api/warnings read common always
GET /api/documents read - always
GET /api/dossiers see-dossiers own always
GET /api/dossiers/overview read own always
POST /api/takeaway.xlsx read own always
GET /api/usage see-usage - always
POST /api/usage/opened read common always
GET /live line - always
GET /* read common always
GET /assets/* anyone common always
GET /api/account/push own-account common always
POST /api/account/push own-account common always
DELETE /api/account/push/:id own-account common always
GET /app/sw.js anyone common always
GET /app-reset anyone common always
GET /app anyone common always
GET /app/* anyone common always
GET / read common always
GET /wall read common always
GET /desk read common -
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
figureAges read -
`
  .trim()
  .split("\n");
