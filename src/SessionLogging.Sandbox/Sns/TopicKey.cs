using SessionLogging.Sandbox.Kms;
using SessionLogging.Sandbox.Policies;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Sns;

/// <summary>Whether a service may use the key of an encrypted topic: <see href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html"/>.</summary>
internal static class TopicKey
{
    private static readonly string[] Actions = ["kms:GenerateDataKey", "kms:Decrypt"];

    /// <summary>Why it may not, or <see langword="null"/>.</summary>
    public static string? Problem(Topic topic, RegionState region, Func<(string Action, string Arn), ServiceRequest> asks)
    {
        if (topic.KmsMasterKeyId is not { } id)
        {
            return null;
        }

        if (id is KmsKey.SnsAlias || region.Keys.Find(id) is { Manager: "AWS" })
        {
            return "The topic's key is managed by AWS: its policy lets no service in.";
        }

        if (region.Keys.Find(id) is not { } key)
        {
            return $"The topic's key {id} does not exist.";
        }

        if (!key.Encrypts)
        {
            return $"The topic's key {id} is {key.State} and cannot be used.";
        }

        var missing = Actions.FirstOrDefault(action => !ResourcePolicy.Allows(region.Keys.PolicyOf(key), asks((action, region.Keys.ArnOf(key)))));
        return missing is null ? null : $"The policy of the topic's key does not let {ServiceRequest.EventBridge} {missing}.";
    }
}
