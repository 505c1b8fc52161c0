/** Whoever inserts an answer gives its comment a number at once: to update each afterwards wrote the row twice. The trigger stays for those who do not. */
export const SCHEMA_012_COMMENT_NUMBERS = `
drop trigger comment_given;

-- A number is never given twice, not even when its comment is gone: it would count as indexed.
create trigger comment_given after insert on response when new.comment is not null and new.comment_id is null begin
  update response
  set comment_id = 1 + max(
      (select indexed_up_to from comment_fts_progress),
      (select coalesce(max(comment_id), 0) from response where comment_id is not null)
    )
  where project_id = new.project_id and response_id = new.response_id;
end;
`;
