-- Why:   a partner could dispute a line while the distributor settled its statement: neither saw the other, and a dispute stood open on
--        a statement that was settled. A dispute now counts its statement's version up first, so that the two wait for each other.
--        A version says only that something changed: whoever meant to settle what stood there before is asked to look again.
-- Locks: none that matter; a grant.
-- Undo:  revoke update (version) on settlement.statement from portal_group;
grant update (version) on settlement.statement to portal_group;
