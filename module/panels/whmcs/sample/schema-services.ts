// The WHMCS tables about services, domains, products and billing, from hosts.md 1.2 (M7, PI, M8).
// Most types here are not recorded: text without default rather than varchar, date NOT NULL rather than NULL.
import type { SampleTable } from './column-notation.js';

export const SERVICE_TABLES: readonly SampleTable[] = [
  {
    name: 'tblhosting',
    columns: `id i!, userid i!, orderid i!, packageid i!, server i!, regdate date!, domain t!, paymentmethod t!,
      firstpaymentamount d10.2!, amount d10.2!, billingcycle t!, nextduedate date?!, nextinvoicedate date!,
      termination_date date!, completed_date date!, domainstatus v10, username t!, password t!, notes t!,
      subscriptionid t!, promoid i!, suspendreason t!, overideautosuspend t!, overidesuspenduntil date!,
      dedicatedip t!, assignedips t!, ns1 t!, ns2 t!, diskusage i!, disklimit i!, bwusage i!, bwlimit i!,
      lastupdate dt!, created_at dt!, updated_at dt!, qty u! @8`,
  },
  {
    name: 'tbldomains',
    columns: `id i!, userid i!, orderid i!, type v8, registrationdate date!, domain t!,
      firstpaymentamount d10.2!, recurringamount d10.2!, registrar t!, registrationperiod i!, expirydate date?!,
      subscriptionid t!, promoid i!, status v16, nextduedate date!, nextinvoicedate date!, additionalnotes t!,
      paymentmethod t!, dnsmanagement f!, emailforwarding f!, idprotection f!, is_premium f?!, donotrenew f!,
      reminders t!, synced f!, created_at dt!, updated_at dt!`,
  },
  {
    name: 'tblproducts',
    columns: `id i!, type t!, gid i!, name t!, slug v128! @8, description t!, hidden f!, paytype t!, order i!`,
  },
  { name: 'tblproductgroups', columns: 'id i!, name t!, slug v128!, tagline t!, order i!' },
  {
    name: 'tblinvoices',
    columns: `id i!, userid i!, invoicenum t!, date date!, duedate date!, datepaid dt!,
      last_capture_attempt dt!, subtotal d10.2!, credit d10.2!, tax d10.2!, tax2 d10.2!, total d10.2!,
      taxrate d10.3!, taxrate2 d10.3!, status t, paymentmethod t!, notes t!`,
  },
  {
    // hosts.md lists these and says there are more, unnamed.
    name: 'tblorders',
    columns: `id i!, ordernum big, userid i!, contactid i!, requestor_id u @8, admin_requestor_id u @8, date dt!,
      amount d16.2, invoiceid i!, status t!, ipaddress t!`,
  },
];
