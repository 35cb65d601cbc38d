-- Why:   who has a queue's turn asks for the jobs that wait behind its own. The library has no index on a queue, because it never asks
--        this, so each turn read every job of every tenant that was waiting: the longer the backlog, the slower it shrank.
-- Locks: the job queue against writing while it is built; workers wait.
-- Undo:  drop index graphile_worker.jobs_of_a_queue;
create index jobs_of_a_queue on graphile_worker._private_jobs (job_queue_id, priority, run_at, id) where is_available;
