import type { Comment } from './order-state.ts';
import { type Fields, flagOf, textOf } from './request-body.ts';
import { compact } from './route.ts';
import { written } from './site-time.ts';
import type { Store } from './store.ts';

export function addComment(
  to: Comment[],
  entity: Comment['entity'],
  store: Store,
  sent: Partial<Pick<Comment, 'comment' | 'status' | 'notified' | 'visible'>>,
): Comment {
  const comment: Comment = {
    id: store.nextId('comment'),
    entity,
    comment: sent.comment,
    status: sent.status,
    notified: sent.notified ?? false,
    visible: sent.visible ?? false,
    createdAt: store.now(),
  };
  to.push(comment);
  return comment;
}

/** `comment` beside a document that is made: `appendComment` with `notify` only says that the buyer's mail holds it. */
export function sentComment(body: Fields): Pick<Comment, 'comment' | 'visible' | 'notified'> | undefined {
  const sent = body.comment;
  if (typeof sent !== 'object' || sent === null) return undefined;
  const fields = sent as Fields;
  return {
    comment: textOf(fields, 'comment') ?? '',
    visible: flagOf(fields, 'is_visible_on_front'),
    notified: flagOf(body, 'append_comment') && flagOf(body, 'notify'),
  };
}

/** Only a comment of an order says what it is of. */
export function viewComment(comment: Comment, parentId: number) {
  return compact({
    comment: comment.comment ?? null,
    created_at: written(comment.createdAt),
    entity_id: comment.id,
    entity_name: comment.entity === 'order' ? comment.entity : undefined,
    is_customer_notified: Number(comment.notified),
    is_visible_on_front: Number(comment.visible),
    parent_id: parentId,
    status: comment.status,
  });
}
