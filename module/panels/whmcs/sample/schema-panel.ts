// The WHMCS tables about support, mail history, staff and settings, from hosts.md 1.2 (M8, M7).
import type { SampleTable } from './column-notation.js';

export const PANEL_TABLES: readonly SampleTable[] = [
  {
    name: 'tblticketdepartments',
    columns: `id i, name t, description t, email t, clientsonly t~, piperepliesonly t~, noautoresponder t~,
      hidden t~, order i, host t, port t, login t, password t, mail_auth_config t? @8, feedback_request f`,
  },
  {
    name: 'tbltickets',
    columns: `id i, tid v128?, did i, userid i, contactid i, requestor_id u @8, name t, email t, cc t, c t,
      ipaddress v64? @8, date dt!, title t, message t, status v64, urgency t, admin t, attachment t,
      attachments_removed f @8, lastreply dt!, flag i, clientunread f, adminunread t, replyingadmin i,
      replyingtime dt!, service t, merged_ticket_id i, editor v8, updated_at dt! @8`,
  },
  {
    name: 'tblticketreplies',
    columns: `id i!, tid i!, userid i!, contactid i!, name t!, email t!, date dt!, message t!, admin t!,
      attachment t!, rating i!, editor v8!`,
  },
  {
    // The columns from 8 on are known from the API's answer only.
    name: 'tblemails',
    columns: `id i!, userid i!, subject t!, message t!, date dt?!, to t?, cc t?, bcc t?, attachments t! @8,
      pending f! @8, message_data t! @8, failed f! @8, failure_reason t! @8, retry_count i! @8, created_at dt! @8,
      updated_at dt! @8, campaign_id i! @8`,
  },
  {
    name: 'tblemailtemplates',
    columns: `id i!, type t, name t, subject t!, message t!, attachments t!, fromname t!, fromemail t!,
      disabled f, custom f, language t, copyto t!, blind_copy_to t!, plaintext f, created_at dt!, updated_at dt!`,
  },
  {
    // hosts.md says there are more columns, unnamed. The three last are never to be selected.
    name: 'tbladmins',
    columns: `id i!, uuid v255!, roleid i!, username t!, firstname t!, lastname t!, email t!, template t!,
      language t!, disabled f!, supportdepts t, password t!, passwordhash t!, authdata t!`,
  },
  {
    name: 'tbladminroles',
    columns: 'id i!, name t!, widgets t!, reports t!, systememails f!, accountemails f!, supportemails f!',
  },
  { name: 'tbladminperms', columns: 'roleid i!, permid i!' },
  { name: 'tbladdonmodules', columns: 'id i!, module t!, setting t!, value t!' },
  // `id` by the general sentence of hosts.md 1.2; it is not in the table's own list, so never rely on it.
  { name: 'tblconfiguration', columns: 'id i~, setting t, value t, created_at dt!, updated_at dt!' },
  // 8 adds columns for client, user and admin, whose names are not established: left out.
  { name: 'tblactivitylog', columns: 'id i!, date dt!, description t!, user t, userid i, ipaddr t!' },
];
