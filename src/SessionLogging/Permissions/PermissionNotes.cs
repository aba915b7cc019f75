using SessionLogging.Preferences.Document;

namespace SessionLogging.Permissions;

/// <summary>What could not be seen, so that a policy may lack something or allow too much.</summary>
internal static class PermissionNotes
{
    /// <summary>What matters to policies of a kind, each in a sentence or two.</summary>
    internal static IEnumerable<string> Unseen(PermissionEvidence evidence, PolicyType type)
    {
        foreach (var setting in (PreferenceSetting[])[PreferenceSetting.S3BucketName, PreferenceSetting.S3KeyPrefix, PreferenceSetting.CloudWatchLogGroupName, PreferenceSetting.KmsKeyId])
        {
            if (evidence.Preferences.Document[setting].State is SettingState.Reference)
            {
                yield return $"{setting.Name} is a reference that is filled in when a session starts: nothing is allowed for it.";
            }
        }

        if (IsNoName(evidence.Preferences.Bucket) || IsNoName(evidence.Preferences.LogGroup) || IsNoName(evidence.Preferences.Key))
        {
            yield return "A name in the document can be none, and nothing is allowed for it: Test-SsmLoggingPreference says which.";
        }

        if (type is PolicyType.User)
        {
            yield break;
        }

        if (evidence.Bucket is { } bucket && evidence.Preferences.Bucket is { State: LookupState.Denied or LookupState.Failed or LookupState.NotLooked } look)
        {
            yield return $"How the bucket '{bucket}' is encrypted was not seen{Why(look)}: with a customer managed key, nodes need kms:GenerateDataKey and kms:Decrypt on it too.";
        }

        if (evidence.Bucket is not null && evidence.Owner is { State: LookupState.Denied or LookupState.Failed or LookupState.NotLooked } owner)
        {
            yield return $"Whether the bucket is the account's own was not seen{Why(owner)}: it is taken for another account's.";
        }

        if (evidence.BucketKey is { State: LookupState.Denied or LookupState.Failed or LookupState.NotLooked } key)
        {
            yield return $"The key of the bucket '{evidence.Bucket}' was not seen{Why(key)}: where AWS manages it, no right to it is needed.";
        }

        if (type is PolicyType.KeyPolicy && evidence.LogGroup is { } group && evidence.Preferences.LogGroup is { State: LookupState.Denied or LookupState.Failed or LookupState.NotLooked } groupLook)
        {
            yield return $"Which key the log group '{group}' has was not seen{Why(groupLook)}: where it has one, that key's policy has to let CloudWatch Logs in.";
        }
    }

    private static bool IsNoName<T>(LookupResult<T>? look)
        where T : class => look is { State: LookupState.NotAName };

    private static string Why<T>(LookupResult<T> look)
        where T : class => look.State switch
        {
            LookupState.Denied => $", since {look.Denial.Action} was denied",
            LookupState.Failed => $" ({look.Failure.Message.TrimEnd('.')})",
            _ => "",
        };
}
