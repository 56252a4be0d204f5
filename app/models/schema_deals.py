"""Tables of the fourth version: deals, contracts with their plans, decisions on shipping, security and insurance. As in `schema.py`."""

from __future__ import annotations

from typing import Final

# A plan line asks for money when its node comes: signing, before_production and before_shipment are receipts we wait for,
# the others become instalments of the receivable that a shipment makes. `days_after` null = by the customer's terms;
# amounts sum to the contract's, the last line takes the remainder. `happened_on` = the day its node came.
CONTRACTS: Final = """
create table plan_line(id integer primary key, contract_id integer not null references contract(id),
  customer_id integer not null references customer(id), seq integer not null,
  node text not null check(node in('signing','before_production','before_shipment','delivery','acceptance','fixed','retention')),
  nature text not null default 'payment' check(nature in('payment','prepayment','earnest')), share_bp integer,
  amount integer not null check(amount>=0), days_after integer, fixed_on text, happened_on text, unique(contract_id,seq)) strict;
create index plan_line_customer on plan_line(customer_id);
create table clause_answer(id integer primary key, contract_id integer not null references contract(id),
  customer_id integer not null references customer(id), item integer not null check(item between 1 and 24),
  value_bp integer check(value_bp in(0,5000,10000)), not_applicable integer not null default 0, note text, unique(contract_id,item)) strict;
create table milestone(id integer primary key, contract_id integer not null references contract(id),
  customer_id integer not null references customer(id), seq integer not null, name text not null,
  side text not null check(side in('us','customer')), planned_on text not null, actual_on text,
  predecessor_id integer references milestone(id), plan_line_id integer references plan_line(id),
  gate text check(gate in('production','shipment','next_batch')), note text) strict;
create index milestone_contract on milestone(contract_id);
create index milestone_customer on milestone(customer_id);
create index milestone_line on milestone(plan_line_id) where plan_line_id is not null;
create table deal(id integer primary key, customer_id integer not null references customer(id), contract_id integer references contract(id),
  number text not null unique, stage text not null check(stage in('enquiry','quoted','agreed','ordered','delivered','lost')),
  title text, currency text not null, amount integer not null check(amount>0), probability_bp integer, expected_on text, ordered_on text,
  prepay_bp integer, custom_goods integer not null default 0, cost_incurred integer not null default 0, resale_bp integer,
  margin_bp integer, opened_on text not null, closed_on text, note text) strict;
create index deal_customer on deal(customer_id);
create index deal_contract on deal(contract_id) where contract_id is not null;
create index deal_stage on deal(stage, expected_on);
create table decision(id integer primary key, customer_id integer not null references customer(id), deal_id integer references deal(id),
  contract_id integer references contract(id), asked_at text not null, on_day text not null, currency text not null,
  amount integer not null check(amount>0), verdict text not null check(verdict in('ok','conditions','prepay','approval','stop')),
  sheet text not null check(json_valid(sheet)), way text, person_id integer not null references person(id), voided_on text) strict;
create index decision_customer on decision(customer_id, on_day);
create table shipment(id integer primary key, customer_id integer not null references customer(id), deal_id integer references deal(id),
  contract_id integer references contract(id), number text not null unique, shipped_on text not null, signed_on text, signed_by text,
  currency text not null, rate text not null default '1', amount integer not null check(amount>0), batch integer,
  receivable_id integer references receivable(id), decision_id integer references decision(id), despite text, voided_on text) strict;
create index shipment_customer on shipment(customer_id, shipped_on);
create index shipment_contract on shipment(contract_id) where contract_id is not null;
create index shipment_deal on shipment(deal_id) where deal_id is not null;
create index shipment_receivable on shipment(receivable_id) where receivable_id is not null;
create table approval(id integer primary key, customer_id integer not null references customer(id), number text not null unique,
  subject text not null check(subject in('over_limit','hold','prepayment','terms','large_deal','write_off','override','contract')),
  covers text not null default '[]' check(json_valid(covers)), decision_id integer references decision(id),
  contract_id integer references contract(id), deal_id integer references deal(id), amount integer, currency text,
  valid_from text not null, valid_to text not null, single_use integer not null default 1, used_by integer references shipment(id),
  conditions text, reason text not null, proposed_by integer not null references person(id),
  approved_by integer not null references person(id), alone integer not null default 0, exposure_before integer,
  exposure_after integer, revoked_on text, revoke_reason text) strict;
create index approval_customer on approval(customer_id, valid_from);
alter table contract add column production_on text;
alter table contract add column accepted_on text;
alter table contract add column retention_bp integer;
alter table contract add column prepay_bp integer;
alter table contract add column prepay_reason text;
alter table contract add column bill_months integer;
alter table contract add column reviewed_on text;
alter table contract add column note text;
alter table payment add column deal_id integer references deal(id);
create index payment_contract on payment(contract_id) where contract_id is not null;
create index payment_deal on payment(deal_id) where deal_id is not null;
create index payer_customer on payer(customer_id);
create index contract_ends on contract(ends_on) where ends_on is not null;
create index receivable_customer_issued on receivable(customer_id, issued_on);
"""

# `haircut_bp` = the share of the value that counts. Of a customer: `stop_line` = no new credit once they owe that much, `max_order`
# = the largest single order without a special approval; both in minor units of the customer's currency.
SECURITY: Final = """
create table deposit_move(id integer primary key, customer_id integer not null references customer(id),
  contract_id integer references contract(id), kind text not null check(kind in('received','offset','refunded')), on_day text not null,
  currency text not null, amount integer not null check(amount>0), refund_condition text, refund_due_on text,
  payment_id integer references payment(id), note text, voided_on text) strict;
create index deposit_move_customer on deposit_move(customer_id, on_day);
create table insurance_policy(id integer primary key, insurer text not null, number text not null unique,
  scope text not null check(scope in('domestic','export')), currency text not null, from_on text not null, to_on text not null,
  cover_bp integer not null check(cover_bp between 0 and 10000), cover_refusal_bp integer, premium_ppm integer, premium_min integer,
  insured_sales integer, max_terms_days integer, mep_days integer, noa_days integer,
  noa_from text not null default 'due' check(noa_from in('due','mep')),
  declare_rule text not null default 'none' check(declare_rule in('none','days','workdays','month_day')), declare_days integer,
  waiting_days integer, claim_days integer, first_loss integer not null default 0, aggregate_first_loss integer not null default 0,
  max_liability integer, loss_order text not null default 'A' check(loss_order in('A','B')), vat_covered integer not null default 0,
  rot_required integer not null default 0, contract_required integer not null default 0, discretionary integer,
  excluded_countries text, note text, cancelled_on text) strict;
create table buyer_limit(id integer primary key, policy_id integer not null references insurance_policy(id),
  customer_id integer not null references customer(id), requested integer, requested_on text, amount integer not null check(amount>=0),
  currency text not null, valid_from text not null, valid_to text, cancelled_on text, conditions text, insurer_grade text,
  related integer not null default 0, buyer_name text, discretionary integer not null default 0) strict;
create index buyer_limit_customer on buyer_limit(customer_id, valid_from);
create table insurance_event(id integer primary key, policy_id integer not null references insurance_policy(id),
  customer_id integer references customer(id), receivable_id integer references receivable(id),
  kind text not null check(kind in('declaration','overdue_notice','extension','claim','payout','recovery','cut')), due_on text,
  done_on text not null, amount integer, currency text, reference text, note text, voided_on text) strict;
create index insurance_event_customer on insurance_event(customer_id);
create index insurance_event_receivable on insurance_event(receivable_id) where receivable_id is not null;
create index insurance_event_policy on insurance_event(policy_id, kind);
alter table customer add column stop_line integer;
alter table customer add column max_order integer;
update security set haircut_bp=case kind when 'bank_guarantee' then 10000 when 'letter_of_credit' then 10000 when 'guarantee_agency' then 8000
  when 'guarantee_parent' then 6000 when 'guarantee_company' then 5000 when 'mortgage' then 5000 when 'pledge' then 5000
  when 'guarantee_person' then 3000 else 0 end where haircut_bp=10000;
"""

# What a customer puts at risk today, line by line, in minor units of the customer's currency: written from the rules, of one day.
EXPOSURE: Final = """
create table exposure_line(customer_id integer not null, code text not null check(code in('receivables','bills','delivered','custom_work',
  'receipts','prepayments','deposits','credit_notes')), amount integer not null, as_of text not null, primary key(customer_id,code)) strict;
"""
VERSION_4: Final = CONTRACTS + SECURITY + EXPOSURE
