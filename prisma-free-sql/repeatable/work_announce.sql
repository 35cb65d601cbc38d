-- Why:   a verb announces its events in its own transaction, but no audience may touch the job queue. This function writes
--        the outbox rows inside the caller's scope and queues one delivery job per event; a tenant's events share one queue,
--        so a busy tenant waits for itself and starves nobody.
grant create on schema work to announcer_owner;

create or replace function work.announce(p_events jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  in_network constant integer := coalesce(ctx.network_id(), 0);
  held_to    constant integer := ctx.tenant_id();
begin
  insert into work.event (network_id, tenant_id, event_id, name, payload, actor, trace_id, occurred_at)
  select in_network, coalesce(held_to, (e ->> 'tenantId')::integer, 0), (e ->> 'eventId')::uuid, e ->> 'name', e -> 'payload', e -> 'actor', e ->> 'traceId', (e ->> 'occurredAt')::timestamptz
    from jsonb_array_elements(p_events) e;
  -- One job for what a tenant is told at once: a job costs more than the events in it.
  perform graphile_worker.add_jobs(array(
    select row('deliver_event', json_build_object('networkId', in_network, 'tenantId', g.tenant_id, 'eventIds', g.event_ids), 'events:' || in_network || ':' || g.tenant_id, null, 12, null, null, null)::graphile_worker.job_spec
      from (select t.id as tenant_id, json_agg(e ->> 'eventId' order by place) as event_ids
              from jsonb_array_elements(p_events) with ordinality as a (e, place) cross join lateral (select coalesce(held_to, (e ->> 'tenantId')::integer, 0) as id) t group by 1) g));
end $$;
alter function work.announce(jsonb) owner to announcer_owner;
revoke all on function work.announce(jsonb) from public;
grant execute on function work.announce(jsonb) to portal_group, network_group, platform_group, worker_group;

-- Queues one named job of the caller's own scope: imports, stamps, mail, replays, money to collect. Retries of one handler wait in a queue of
-- their own, so that a failing connector delays no other. A tenant's payments share eight queues: what is asked twice of one of them waits
-- for itself, and a provider that is slow with one delays few others.
create or replace function work.enqueue(p_task text, p_payload jsonb, p_key text, p_run_at timestamptz default null) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  in_network constant integer := coalesce(ctx.network_id(), 0);
  in_tenant  constant integer := coalesce(ctx.tenant_id(), (p_payload ->> 'tenantId')::integer, 0);
begin
  if p_task not in ('run_import', 'run_stamp', 'send_mail', 'deliver_one', 'charge_attempt', 'open_setup', 'send_refund', 'detach_method', 'read_method', 'reconcile_payments', 'apply_webhook', 'run_occurrences') then
    raise exception 'no such task: %', p_task;
  end if;
  perform graphile_worker.add_job(p_task,
    (p_payload || jsonb_build_object('networkId', in_network, 'tenantId', in_tenant))::json,
    queue_name => p_task || ':' || in_network || ':' || in_tenant || coalesce(':' || (p_payload ->> 'handler'), '')
      || case when p_task in ('charge_attempt', 'open_setup', 'send_refund', 'detach_method', 'read_method', 'reconcile_payments', 'apply_webhook') then ':' || (hashtext(p_key) & 7) else '' end, job_key => p_key, max_attempts => 12,
    run_at => p_run_at);
end $$;
alter function work.enqueue(text, jsonb, text, timestamptz) owner to announcer_owner;
revoke all on function work.enqueue(text, jsonb, text, timestamptz) from public;
grant execute on function work.enqueue(text, jsonb, text, timestamptz) to network_group, platform_group, worker_group, portal_group;

revoke create on schema work from announcer_owner;
