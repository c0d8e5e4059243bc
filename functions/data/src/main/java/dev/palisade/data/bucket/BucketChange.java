package dev.palisade.data.bucket;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that Palisade makes on buckets, as data. */
public sealed interface BucketChange extends Change<Bucket, BucketChange> {

  /** Sets all four switches of the block of public access. */
  record PutPublicAccessBlock(PublicAccessBlock before, PublicAccessBlock after)
      implements BucketChange {

    @Override
    public Call call() {
      return BucketCalls.PUT_PUBLIC_ACCESS;
    }

    @Override
    public Bucket applyTo(Bucket bucket) {
      return bucket.withPublicAccess(after);
    }

    @Override
    public Optional<BucketChange> inverse() {
      return Optional.of(
          before.configured()
              ? new PutPublicAccessBlock(after, before)
              : new DeletePublicAccessBlock(after));
    }

    @Override
    public boolean widens() {
      return after.weakerThan(before);
    }

    @Override
    public String describe() {
      return after.equals(PublicAccessBlock.ALL)
          ? "block all public access to the bucket"
          : "set the bucket's block of public access to " + after;
    }
  }

  /** Removes the block of public access: only ever an undo. */
  record DeletePublicAccessBlock(PublicAccessBlock before) implements BucketChange {

    @Override
    public Call call() {
      return BucketCalls.DELETE_PUBLIC_ACCESS;
    }

    @Override
    public Bucket applyTo(Bucket bucket) {
      return bucket.withPublicAccess(PublicAccessBlock.NONE);
    }

    @Override
    public Optional<BucketChange> inverse() {
      return Optional.of(new PutPublicAccessBlock(PublicAccessBlock.NONE, before));
    }

    @Override
    public boolean widens() {
      return PublicAccessBlock.NONE.weakerThan(before);
    }

    @Override
    public String describe() {
      return "delete the bucket's block of public access";
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }
}
