using SessionLogging.Checks;
using SessionLogging.Preferences.Document;
using SessionLogging.Text;

namespace SessionLogging.Preferences.Editing;

/// <summary>A right that the nodes' own roles need for preferences to work, which no look with the caller's rights can show.</summary>
/// <param name="Actions">The IAM actions.</param>
/// <param name="Resource">What they are needed on.</param>
/// <param name="Otherwise">What happens without it; empty: the log is lost.</param>
internal sealed record NodeRight(string Actions, string Resource, string Otherwise = "")
{
    /// <summary>The right in words.</summary>
    public override string ToString() => $"{Actions} on {Resource}{(Otherwise.Length == 0 ? "" : $", or {Otherwise}")}";

    /// <summary>What the nodes need for a document that they did not need for the one before it.</summary>
    /// <param name="before">The document before; <see langword="null"/> where there was none.</param>
    /// <param name="after">The document.</param>
    /// <param name="evidence">What was seen of the things that <paramref name="after"/> names; <see langword="null"/> where nobody looked.</param>
    internal static IReadOnlyList<NodeRight> NewlyNeeded(PreferenceDocument? before, PreferenceDocument after, PreferenceEvidence? evidence)
    {
        var bucketKey = evidence?.Bucket is { State: Accounts.LookupState.Known } bucket ? bucket.Facts.KmsKeyId : null;
        var sameBucket = before?[PreferenceSetting.S3BucketName].Text == after[PreferenceSetting.S3BucketName].Text;
        var had = before is null ? [] : NeededFor(before, sameBucket ? bucketKey : null).ToList();
        return
        [
            .. NeededFor(after, bucketKey).Where(right => !had.Exists(old =>
                (old.Actions, old.Resource) == (right.Actions, right.Resource) && (right.Otherwise.Length == 0 || right.Otherwise == old.Otherwise))),
        ];
    }

    private static IEnumerable<NodeRight> NeededFor(PreferenceDocument document, string? bucketKey)
    {
        const string Refused = "every session is refused";
        if (document[PreferenceSetting.S3BucketName].Text is { Length: > 0 } bucket)
        {
            var folder = SessionLogKey.For(document[PreferenceSetting.S3KeyPrefix].Text ?? "", "*");
            yield return new NodeRight("s3:PutObject (s3:PutObjectAcl too, where the bucket is another account's)", Unicode.Quote($"{bucket}/{folder}"));
            if (document[PreferenceSetting.S3EncryptionEnabled].Flag is not false)
            {
                yield return new NodeRight("s3:GetEncryptionConfiguration", Unicode.Quote(bucket), Refused);
            }

            if (bucketKey is not null)
            {
                yield return new NodeRight("kms:GenerateDataKey and kms:Decrypt", $"the bucket's key {Unicode.Quote(bucketKey)}");
            }
        }

        if (document[PreferenceSetting.CloudWatchLogGroupName].Text is { Length: > 0 } group)
        {
            yield return new NodeRight(
                "logs:DescribeLogGroups", "'*'", document[PreferenceSetting.CloudWatchEncryptionEnabled].Flag is not false ? Refused : "");
            yield return new NodeRight("logs:CreateLogStream, logs:PutLogEvents and logs:DescribeLogStreams", $"the log group {Unicode.Quote(group)}");
        }

        if (document[PreferenceSetting.KmsKeyId].Text is { Length: > 0 } key)
        {
            yield return new NodeRight(
                "kms:Decrypt", $"the key {Unicode.Quote(key)}", "every session ends at its start, as it does unless its user may kms:GenerateDataKey with it");
        }
    }
}
