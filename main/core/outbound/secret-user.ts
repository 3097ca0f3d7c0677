/** What of a site sends secrets somewhere, and where to: hosts as the profile writes them, without ports. */
export type SecretUser = { user: string; hosts: string };
