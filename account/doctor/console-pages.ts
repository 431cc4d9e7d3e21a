/** A page of Twilio's Console, with its name and address. */
const page = (name: string, path: string) => `${name} (https://console.twilio.com/us1/${path})`;

/**
 * Console pages for what no command of the project can fix. Names and addresses are from the Legacy Console; the new
 * one has different menus: https://www.twilio.com/docs/iam/api-keys/keys-in-console shows both.
 */
export const consolePages = {
  account: page('Account → General settings', 'account/manage-account/general-settings'),
  apiKeys: page('Account management → API keys & tokens', 'account/keys-credentials/api-keys'),
  billing: page('Billing overview', 'billing/manage-billing/billing-overview'),
  customerProfiles: page('Trust Hub → Customer profiles', 'account/trust-hub/customer-profiles'),
  errors: page('Monitor → Logs → Errors', 'monitor/logs/debugger/errors'),
  geographicPermissions: page('Voice → Settings → Geo permissions', 'develop/voice/settings/geo-permissions'),
  numbers: page('Phone Numbers → Manage → Active numbers', 'develop/phone-numbers/manage/incoming'),
  services: page('Functions and Assets → Services', 'develop/functions/services'),
  taskRouter: page('TaskRouter → Workspaces', 'develop/taskrouter/workspaces'),
  voiceSettings: page('Voice → Settings → General', 'develop/voice/settings/general'),
} as const;
