"""Tables of the fifth version: reminders, promises, contacts, feedback, legal matters. As in `schema.py`."""

from __future__ import annotations

from typing import Final

# A reminder counts for the ladder from `made_on`, unless it came back (`served` = returned) or is voided; each of its items
# carries the step that it reached with it (`level`), which may be lower than the letter's. `data` = what the letter said
# (interest, days, the list), frozen: a paper printed again is the same paper. `wait_bp` = waiting days of the ladder by this
# factor instead of the grade's, `later_days` = so many days more, `most_level` = no letter above it.
REMINDERS: Final = """
create table reminder(id integer primary key, customer_id integer not null references customer(id), currency text not null,
  level integer not null check(level between 0 and 4), number text not null unique, made_on text not null, made_at text not null,
  channel text not null check(channel in('wechat','sms','email','letter','visit','phone')), contact_id integer references contact(id),
  amount integer not null check(amount>0), interest integer not null default 0, fees integer not null default 0, deadline_on text,
  lang text not null default 'zh_CN', body text, data text not null default '{}' check(json_valid(data)),
  served text check(served in('signed','delivered','left','returned')), tracking_no text, served_on text, signed_by text,
  voided_on text, void_reason text) strict;
create index reminder_customer on reminder(customer_id, made_on);
create index reminder_made on reminder(made_on, id);
create table reminder_item(id integer primary key, reminder_id integer not null references reminder(id),
  customer_id integer not null references customer(id), instalment_id integer not null references instalment(id),
  level integer not null check(level between 0 and 4), open integer not null check(open>0), overdue_days integer not null,
  unique(reminder_id,instalment_id)) strict;
create index reminder_item_instalment on reminder_item(instalment_id);
create index reminder_item_customer on reminder_item(customer_id);
create table reminder_override(id integer primary key, customer_id integer not null references customer(id),
  instalment_id integer references instalment(id), wait_bp integer check(wait_bp between 0 and 50000),
  later_days integer not null default 0, most_level integer check(most_level between 0 and 4), reason text not null,
  from_on text not null, voided_on text) strict;
create index reminder_override_customer on reminder_override(customer_id);
create unique index reminder_override_live on reminder_override(customer_id, coalesce(instalment_id,0)) where voided_on is null;
alter table charge add column reminder_id integer references reminder(id);
create index charge_reminder on charge(reminder_id) where reminder_id is not null;
"""

# Kept, partly and broken are computed from receipts. A promise without items is about so much money of the currency.
# An interaction is one contact: `signs` = codes of distress seen at a visit, `satisfaction` 1..5, `next_on` = next follow-up;
# result "reminded" comes with a reminder, the others are what the customer said. What a visit saw is a fact of the credit file
# too, which knows the visit it came with.
CONTACTS: Final = """
create table promise(id integer primary key, customer_id integer not null references customer(id), made_on text not null,
  due_on text not null, currency text not null, amount integer not null check(amount>0), by_whom text, channel text,
  written integer not null default 0, note text, withdrawn_on text, voided_on text) strict;
create index promise_customer on promise(customer_id, due_on);
create index promise_due on promise(due_on) where voided_on is null;
create table promise_item(id integer primary key, promise_id integer not null references promise(id),
  customer_id integer not null references customer(id), instalment_id integer not null references instalment(id),
  unique(promise_id,instalment_id)) strict;
create index promise_item_customer on promise_item(customer_id);
create index promise_item_instalment on promise_item(instalment_id);
create table interaction(id integer primary key, customer_id integer not null references customer(id), contact_id integer references contact(id),
  on_day text not null, at text not null,
  channel text not null check(channel in('phone','wechat','sms','email','letter','visit','meeting')),
  result text not null check(result in('promised','no_answer','says_paid','disputes','asks_instalments','new_contact','reminded','other')),
  next_on text, note text, met text, needs text, satisfaction integer check(satisfaction between 1 and 5),
  signs text not null default '[]' check(json_valid(signs)), person_id integer not null references person(id),
  promise_id integer references promise(id), reminder_id integer references reminder(id), dispute_id integer references dispute(id),
  voided_on text) strict;
create index interaction_customer on interaction(customer_id, on_day, id);
create index interaction_day on interaction(on_day, id);
create index interaction_next on interaction(next_on) where next_on is not null and voided_on is null;
create table snooze(id integer primary key, customer_id integer not null references customer(id), reason_code text not null,
  until_on text not null, made_on text not null) strict;
create index snooze_customer on snooze(customer_id);
create table feedback(id integer primary key, customer_id integer not null references customer(id), on_day text not null,
  kind text not null check(kind in('complaint','praise','need','survey')), score integer check(score between 1 and 5), text text,
  owner_id integer references person(id), due_on text, closed_on text, result text, satisfied integer check(satisfied between 1 and 5),
  interaction_id integer references interaction(id), dispute_id integer references dispute(id), voided_on text) strict;
create index feedback_customer on feedback(customer_id);
create index feedback_open on feedback(due_on) where closed_on is null and voided_on is null;
alter table claim_event add column reminder_id integer references reminder(id);
alter table claim_event add column promise_id integer references promise(id);
alter table credit_fact add column interaction_id integer references interaction(id);
create index credit_fact_interaction on credit_fact(interaction_id) where interaction_id is not null;
"""

# A matter is the way to court of one customer's debts: `claimed` in minor units of `currency`, costs the sum of what was
# paid so far, `stages` = every stage with its day, [["filed","2026-11-02"], ...], the newest last. A notice is a formal paper that is no reminder (stop of performance, demand on a guarantor, refused draft ...).
LEGAL: Final = """
create table legal_matter(id integer primary key, customer_id integer not null references customer(id), number text not null unique,
  title text not null, stage text not null check(stage in('preparing','lawyer_letter','negotiation','payment_order','filed','preserved',
    'hearing','judged','enforcing','closed')),
  lawyer text, court text, case_no text, currency text not null, claimed integer check(claimed>=0), costs integer not null default 0,
  opened_on text not null, stages text not null default '[]' check(json_valid(stages)), clues text, note text,
  outcome text check(outcome in('paid','settled','judged','withdrawn','lost','uncollectable')), recovered integer, closed_on text,
  voided_on text) strict;
create index legal_matter_customer on legal_matter(customer_id);
create table legal_matter_item(id integer primary key, matter_id integer not null references legal_matter(id),
  customer_id integer not null references customer(id), receivable_id integer not null references receivable(id),
  unique(matter_id,receivable_id)) strict;
create index legal_matter_item_customer on legal_matter_item(customer_id);
create table legal_date(id integer primary key, matter_id integer not null references legal_matter(id),
  customer_id integer not null references customer(id),
  kind text not null check(kind in('hearing','evidence','filing','fee','appeal','objection','preservation','enforcement','payment','other')),
  on_day text not null, note text, done_on text, voided_on text) strict;
create index legal_date_matter on legal_date(matter_id);
create index legal_date_customer on legal_date(customer_id);
create index legal_date_open on legal_date(on_day) where done_on is null and voided_on is null;
create table notice(id integer primary key, customer_id integer not null references customer(id), number text not null unique,
  kind text not null check(kind in('lawyer_letter','repayment','suspension','guarantor','refused_bill','assignment','payment_order','set_off')),
  made_on text not null, currency text, amount integer, deadline_on text, lang text not null default 'zh_CN',
  security_id integer references security(id), bill_id integer references bill(id), contract_id integer references contract(id),
  matter_id integer references legal_matter(id), data text not null default '{}' check(json_valid(data)),
  served text check(served in('signed','delivered','left','returned')), tracking_no text, served_on text, signed_by text,
  voided_on text) strict;
create index notice_customer on notice(customer_id);
alter table claim_event add column notice_id integer references notice(id);
alter table claim_event add column matter_id integer references legal_matter(id);
alter table adjustment add column approval_id integer references approval(id);
alter table adjustment add column ground text;
alter table company add column name_en text;
"""
VERSION_5: Final = REMINDERS + CONTACTS + LEGAL
