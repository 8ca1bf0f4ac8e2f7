// The WHMCS tables about clients, contacts and logins, from hosts.md 1.2 (M8, M7).
import type { SampleTable } from './column-notation.js';

export const CLIENT_TABLES: readonly SampleTable[] = [
  {
    name: 'tblcontacts',
    columns: `id i, userid i, firstname t, lastname t, companyname t, email t, address1 t, address2 t, city t,
      state t, postcode t, country t, phonenumber t, tax_id v128~ @7.7, subaccount f, password t, permissions t,
      domainemails f, generalemails f, invoiceemails f, productemails f, supportemails f, affiliateemails f,
      pwresetkey t, created_at dt, updated_at dt, pwresetexpiry dt`,
  },
  {
    name: 'tblclients',
    columns: `id i, uuid v255, firstname t, lastname t, companyname t, email t, address1 t, address2 t, city t,
      state t, postcode t, country t, phonenumber t, tax_id v128~ @7.7, password t, authmodule t, authdata t,
      currency i, defaultgateway t, credit d16.2 @8, credit d10.2 <8, taxexempt f, latefeeoveride f,
      overideduenotices f, separateinvoices f, disableautocc f, datecreated date, notes t, billingcid i,
      securityqid i, securityqans t, groupid i, cardtype v255, cardlastfour t, cardnum t, startdate t, expdate t,
      issuenumber t, bankname t, banktype t, bankcode t, bankacct t, gatewayid t, lastlogin dt?, ip t, host t,
      status v8, language t, pwresetkey t, emailoptout f, marketing_emails_opt_in fu @7.7, overrideautoclose f,
      allow_sso f, email_verified f, email_preferences t? @7.10, created_at dt, updated_at dt, pwresetexpiry dt`,
  },
  {
    name: 'tblusers',
    since: '8',
    unique: [['email']],
    columns: `id u~, first_name v255, last_name v255, email v255, password v255, language v32,
      second_factor v255, second_factor_config t?, remember_token v100, reset_token v100, security_question_id u,
      security_question_answer v255, last_ip v64, last_hostname v255, last_login dt?,
      email_verification_token v100, email_verification_token_expiry dt?, email_verified_at dt?,
      reset_token_expiry dt?, created_at dt?, updated_at dt?`,
  },
  {
    name: 'tblusers_clients',
    since: '8',
    unique: [['auth_user_id', 'client_id']],
    columns: `id u!, auth_user_id u, client_id u, invite_id u, owner fu, permissions t?, last_login dt?,
      created_at dt?, updated_at dt?`,
  },
  {
    name: 'tblclientgroups',
    columns: `id i!, groupname v45, groupcolour v45?, discountpercent d10.2?!, susptermexempt t?,
      separateinvoices t`,
  },
  {
    name: 'tblcurrencies',
    columns: 'id i!, code t!, prefix t!, suffix t!, format i, rate d10.5!, default f',
  },
];
