"""The tables of a book, version by version. Conventions and the date that governs each fact: the comments below.

Every table is STRICT. `*_on` = business day YYYY-MM-DD, `*_at` = UTC instant; money = integer minor units of the
row's currency, `*_base` = the same in the book's currency at the row's own rate; rate = decimal text, book units
for 1 unit; bp = basis points. A row with `voided_on` never happened, on any day. References to tables of later
versions are added with those tables.
"""

from __future__ import annotations

from typing import Final

GROUND: Final = """
create table book(id integer primary key check(id=1), uuid text not null, sample integer not null default 0, created_at text not null) strict;
create table company(id integer primary key check(id=1), name text not null, registration_no text, country text not null, currency text not null,
  address text, phone text, size_class text, sme_declared integer not null default 0, accounting_standard text not null default 'small',
  own_equity integer, annual_sales integer, monthly_fixed_cost integer, reserve_months integer, funding_rate_ppm integer,
  pack text, letterhead text) strict;
create table company_account(id integer primary key, bank text not null, number text not null, name text, currency text not null,
  print integer not null default 1) strict;
create table person(id integer primary key, name text not null unique,
  role text not null default 'owner' check(role in('owner','manager','bookkeeper','sales','reader')),
  password_hash text, active integer not null default 1) strict;
create table change(id integer primary key, label text not null, at text not null, person_id integer not null references person(id),
  undoes integer references change(id), undoable integer not null default 1, hash text not null) strict;
create index change_undoes on change(undoes) where undoes is not null;
create table journal(id integer primary key, change_id integer not null references change(id), tbl text not null, row_id integer not null,
  row_to integer, op text not null check(op in('insert','update','delete','bulk')), customer_id integer,
  before text, after text, image_hash text not null) strict;
create index journal_change on journal(change_id);
create index journal_customer on journal(customer_id, change_id) where customer_id is not null;
create table policy_version(id integer primary key, effective_from text not null unique, params text not null check(json_valid(params)),
  pack text, reason text, adopted_by integer references person(id), adopted_at text not null) strict;
create table exchange_rate(id integer primary key, currency text not null, on_day text not null, rate text not null, source text,
  unique(currency,on_day)) strict;
create table attachment(id integer primary key, sha256 text not null unique, size integer not null, mime text not null,
  content blob not null) strict;
create table import_mapping(id integer primary key, signature text not null, kind text not null, name text,
  mapping text not null check(json_valid(mapping)), used_at text, unique(signature,kind)) strict;
create table template(id integer primary key, kind text not null, lang text not null, code text not null, body text not null,
  unique(kind,lang,code)) strict;
"""

CUSTOMERS: Final = """
create table party_group(id integer primary key, name text not null unique, basis text,
  limit_state text not null default 'not_set' check(limit_state in('not_set','set','unlimited')), limit_amount integer) strict;
create table customer(id integer primary key, code text not null unique, name text not null, short_name text,
  role text not null default 'customer' check(role in('customer','supplier','partner')), registration_no text, country text, region text,
  industry text, sector text, size_class text, public_body integer not null default 0, since text, founded text,
  capital_subscribed integer, capital_paid integer, legal_rep text, owner_id integer references person(id),
  deputy_id integer references person(id), group_id integer references party_group(id), currency text not null, address text,
  service_address text, phone text, email text, note text, sole_trader integer not null default 0, relation_distance text,
  archived_on text, merged_into integer references customer(id), search_key text not null) strict;
create index customer_name on customer(name);
create table contact(id integer primary key, customer_id integer not null references customer(id), name text not null, role text,
  phone text, email text, wechat text, receives_goods integer not null default 0, quiet integer not null default 0, lawful_basis text,
  left_on text, search_key text not null) strict;
create index contact_customer on contact(customer_id);
create table payer(id integer primary key, customer_id integer not null references customer(id), name text, account_tail text,
  learnt_from text, forgotten_on text, unique(name,account_tail,customer_id)) strict;
create table terms(id integer primary key, customer_id integer not null references customer(id), valid_from text not null,
  basis text not null check(basis in('net','eom','eom_day','cash')), days integer not null default 0, day_of_month integer,
  early_discount_bp integer, early_days integer, reason text, unique(customer_id,valid_from)) strict;
create table credit_limit(id integer primary key, customer_id integer not null references customer(id),
  kind text not null check(kind in('standing','temporary')), state text not null check(state in('set','unlimited')),
  amount integer not null default 0, currency text not null, valid_from text not null, valid_to text, reason text,
  decided_by integer not null references person(id), voided_on text) strict;
create index credit_limit_customer on credit_limit(customer_id, valid_from);
"""

MONEY: Final = """
create table receivable(id integer primary key, customer_id integer not null references customer(id),
  kind text not null check(kind in('invoice','credit_note','opening')), number text not null, tax_invoice_no text, issued_on text not null,
  currency text not null, rate text not null default '1', amount integer not null check(amount>0), amount_base integer not null,
  tax integer, order_no text, description text, product_line text, voided_on text, void_reason text) strict;
create unique index receivable_number on receivable(customer_id,number) where voided_on is null;
create index receivable_issued on receivable(issued_on,id,voided_on,kind,amount_base);
create index receivable_by_number on receivable(number);
create table instalment(id integer primary key, receivable_id integer not null references receivable(id),
  customer_id integer not null references customer(id), seq integer not null, due_on text, amount integer not null check(amount>0),
  amount_base integer not null, retention integer not null default 0, unique(receivable_id,seq)) strict;
create index instalment_customer on instalment(customer_id);
create table due_change(id integer primary key, instalment_id integer not null references instalment(id),
  customer_id integer not null references customer(id), changed_on text not null, old_due text, new_due text, reason text not null) strict;
create index due_change_day on due_change(changed_on, instalment_id);
create index due_change_instalment on due_change(instalment_id, changed_on, id);
create table payment(id integer primary key, customer_id integer not null references customer(id),
  kind text not null check(kind in('receipt','refund','return')), number text, paid_on text not null, currency text not null,
  rate text not null default '1', amount integer not null check(amount>0), amount_base integer not null,
  method text not null check(method in('transfer','cash','wechat','alipay','bank_bill','trade_bill','cheque','card','other')),
  purpose text not null default 'payment' check(purpose in('payment','prepayment','earnest')), payer_name text, reference text,
  returns_id integer references payment(id), natural_key text not null, note text, voided_on text, void_reason text) strict;
create unique index payment_natural on payment(customer_id,natural_key) where voided_on is null;
create index payment_day on payment(paid_on,id,voided_on,kind,amount_base);
create table adjustment(id integer primary key, customer_id integer not null references customer(id),
  kind text not null check(kind in('write_off','allowance','rounding','early_discount','bank_fee')), on_day text not null,
  currency text not null, amount integer not null check(amount>0), amount_base integer not null, reason text, voided_on text) strict;
create index adjustment_customer on adjustment(customer_id);
create table allocation(id integer primary key, customer_id integer not null references customer(id),
  payment_id integer references payment(id), credit_id integer references receivable(id), adjustment_id integer references adjustment(id),
  instalment_id integer references instalment(id), outgoing_id integer references payment(id), on_day text not null,
  amount integer not null check(amount<>0), source_amount integer not null, base_target integer not null, base_source integer not null,
  part text not null default 'principal' check(part in('principal','interest','cost')), reverses_id integer references allocation(id),
  voided integer not null default 0,
  check((payment_id is not null)+(credit_id is not null)+(adjustment_id is not null)=1),
  check((instalment_id is not null)+(outgoing_id is not null)=1), check((amount<0)=(reverses_id is not null))) strict;
create index allocation_day on allocation(on_day,instalment_id,outgoing_id,payment_id,credit_id,amount,source_amount,base_target,base_source) where voided=0;
create index allocation_instalment on allocation(instalment_id,on_day,amount,base_target) where voided=0;
create index allocation_payment on allocation(payment_id,on_day,source_amount,base_source) where payment_id is not null;
create index allocation_credit on allocation(credit_id,on_day,source_amount,base_source) where credit_id is not null;
create index allocation_outgoing on allocation(outgoing_id,on_day,amount,base_target) where outgoing_id is not null;
create index allocation_adjustment on allocation(adjustment_id) where adjustment_id is not null;
create index allocation_reverses on allocation(reverses_id) where reverses_id is not null;
create index allocation_customer on allocation(customer_id);
create table dispute(id integer primary key, customer_id integer not null references customer(id),
  instalment_id integer not null references instalment(id), amount integer not null check(amount>0), opened_on text not null,
  reason text not null, root_cause text, owner_id integer references person(id), due_on text, closed_on text, result text,
  credit_id integer references receivable(id)) strict;
create index dispute_instalment on dispute(instalment_id);
create index dispute_customer on dispute(customer_id);
"""

# Written by services/standing only; dropped and rebuilt at will. `open_item` is free of the clock: the state after
# everything entered, whatever its date; `customer_ledger` is the same balance by the documents alone, to check it with.
# `customer_standing` is of one day (`as_of`).
DERIVED: Final = """
create table open_item(id integer primary key, side text not null check(side in('debit','credit')), instalment_id integer,
  receivable_id integer, payment_id integer, customer_id integer not null, currency text not null, issued_on text not null,
  due_on text, amount integer not null, amount_base integer not null, open integer not null, open_base integer not null, settled_on text) strict;
create index open_item_live on open_item(customer_id,currency,side,due_on,issued_on,open,open_base,payment_id) where open<>0;
create index open_item_settled on open_item(customer_id,settled_on,due_on,amount_base) where side='debit';
create index open_item_due on open_item(due_on,id) where open<>0 and side='debit';
create index open_item_credit on open_item(receivable_id) where side='credit' and receivable_id is not null;
create index open_item_customer on open_item(customer_id);
create unique index open_item_instalment on open_item(instalment_id) where instalment_id is not null;
create unique index open_item_payment on open_item(payment_id) where payment_id is not null;
create table customer_ledger(customer_id integer primary key, base integer not null) strict;
create table customer_standing(customer_id integer primary key, as_of text not null, balance_base integer not null,
  overdue_base integer not null, overdue_days_max integer not null, unallocated_base integer not null, disputed_base integer not null,
  due_soon_base integer not null, open_count integer not null, late_days_avg_x100 integer, last_paid_on text,
  limit_state text not null, limit_amount integer) strict;
"""

VERSION_1: Final = GROUND + CUSTOMERS + MONEY + DERIVED

# The whole ledger: bills, bank lines, confirmations, charges, holds, events that interrupt limitation, dated rates;
# contracts and securities as far as interest and the legal clocks read them.
VERSION_2: Final = """
create table reference_rate(id integer primary key, series text not null, on_day text not null, rate_ppm integer not null,
  source text not null, checked_on text not null, unique(series,on_day)) strict;
create table attachment_link(id integer primary key, attachment_id integer not null references attachment(id),
  customer_id integer references customer(id), tbl text not null, row_id integer not null, name text not null, role text, on_day text,
  voided_on text) strict;
create index attachment_link_row on attachment_link(tbl, row_id);
create index attachment_link_customer on attachment_link(customer_id);
create table hold(id integer primary key, customer_id integer not null references customer(id),
  instalment_id integer references instalment(id), kind text not null check(kind in('credit','reminder')), from_on text not null,
  until_on text, reason text not null, lifted_on text) strict;
create index hold_customer on hold(customer_id);
create table contract(id integer primary key, customer_id integer not null references customer(id), number text not null unique, title text,
  status text not null default 'draft' check(status in('draft','signed','running','done','terminated')), signed_on text, starts_on text,
  ends_on text, currency text not null, rate text not null default '1', amount integer not null, margin_bp integer,
  custom_goods integer not null default 0, resale_bp integer, lead_days integer, penalty_ppm_day integer, penalty_cap_bp integer,
  retention_of_title integer not null default 0, rot_registered_on text, guarantee_ends_on text, service_address text, buyer_size text,
  sme_notice_on text, pay_when_paid integer not null default 0, inspection_days integer, governing text, closed_on text) strict;
create index contract_customer on contract(customer_id);
create table security(id integer primary key, customer_id integer not null references customer(id), contract_id integer references contract(id),
  kind text not null check(kind in('guarantee_person','guarantee_company','guarantee_parent','guarantee_agency','bank_guarantee',
    'letter_of_credit','mortgage','pledge','retention_of_title')),
  giver text, joint integer, resolution_on text, currency text not null, value integer not null, haircut_bp integer not null,
  from_on text not null, expires_on text, act_by text, registered_on text, original_at text,
  detail text not null default '{}' check(json_valid(detail)), released_on text) strict;
create index security_customer on security(customer_id);
create table bill(id integer primary key, customer_id integer not null references customer(id),
  kind text not null check(kind in('bank','finance_company','trade','supply_chain','cheque')), number text, acceptor text not null,
  acceptor_class text, drawer text, currency text not null, amount integer not null check(amount>0), received_on text not null,
  drawn_on text, matures_on text not null, transferable integer not null default 1, voided_on text) strict;
create index bill_customer on bill(customer_id);
create index bill_matures on bill(matures_on);
create table bill_event(id integer primary key, bill_id integer not null references bill(id),
  customer_id integer not null references customer(id), on_day text not null,
  status text not null check(status in('held','endorsed','discounted_recourse','discounted','presented','honoured','refused','recourse')),
  note text) strict;
create index bill_event_bill on bill_event(bill_id, on_day, id);
create index bill_event_customer on bill_event(customer_id);
create table bank_import(id integer primary key, account_id integer references company_account(id), format text not null,
  sha256 text not null, name text not null, from_on text, to_on text, opening integer, closing integer, currency text not null,
  difference integer, at text not null) strict;
create table bank_line(id integer primary key, import_id integer not null references bank_import(id), natural_key text not null unique,
  on_day text not null, amount integer not null, currency text not null, payer_name text, payer_account text, text text,
  status text not null default 'open' check(status in('open','matched','ignored')), ignore_reason text) strict;
create index bank_line_status on bank_line(status, on_day, id);
create index bank_line_import on bank_line(import_id);
create table confirmation(id integer primary key, customer_id integer not null references customer(id),
  kind text not null check(kind in('statement','confirmation')), number text not null unique, cutoff_on text not null, from_on text,
  currency text not null, amount integer not null, made_on text not null, sent_on text, service text, reply_by text, replied_on text,
  reply text check(reply in('agrees','differs')), sealed integer not null default 0, note text, voided_on text,
  demands integer not null default 0, lang text not null default 'zh_CN') strict;
create index confirmation_customer on confirmation(customer_id);
create table charge(id integer primary key, customer_id integer not null references customer(id),
  instalment_id integer not null references instalment(id), kind text not null check(kind in('interest','fee','cost')), on_day text not null,
  amount integer not null check(amount>0), currency text not null, basis text not null check(json_valid(basis)),
  receivable_id integer references receivable(id), voided_on text) strict;
create index charge_instalment on charge(instalment_id);
create index charge_customer on charge(customer_id);
create table claim_event(id integer primary key, customer_id integer not null references customer(id),
  instalment_id integer references instalment(id),
  kind text not null check(kind in('demand','acknowledgement','part_payment','instalment_plan','promise','suit','payment_order',
    'assignment','suspension')),
  on_day text not null, until_on text, outcome text check(outcome in('judgment','other')),
  strength text not null check(strength in('strong','medium','weak')), text text,
  confirmation_id integer references confirmation(id), voided_on text) strict;
create index claim_event_customer on claim_event(customer_id);
alter table receivable add column contract_id integer references contract(id);
alter table payment add column contract_id integer references contract(id);
alter table payment add column bill_id integer references bill(id);
alter table payment add column bank_line_id integer references bank_line(id);
alter table payment add column kept integer not null default 0;
alter table dispute add column note text;
alter table dispute add column confirmation_id integer references confirmation(id);
alter table adjustment add column void_reason text;
alter table instalment add column event text;
alter table instalment add column event_days integer;
alter table instalment add column happened_on text;
create index payment_bill on payment(bill_id) where bill_id is not null;
create index payment_bank_line on payment(bank_line_id) where bank_line_id is not null;
create index receivable_contract on receivable(contract_id) where contract_id is not null;
"""
DERIVED_TABLES: Final = frozenset(
    {"open_item", "customer_ledger", "customer_standing", "customer_score", "score_reason", "exposure_line"}
)
JOURNAL_TABLES: Final = frozenset({"change", "journal"})
