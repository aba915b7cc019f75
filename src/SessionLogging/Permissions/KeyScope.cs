using SessionLogging.Actions;

namespace SessionLogging.Permissions;

/// <summary>A KMS key as the statement of an identity's policy names it: by its ARN, or, where only an alias of it is known, as whatever key has that alias.</summary>
/// <param name="Resource">The resource of the statement.</param>
/// <param name="Arn">The key's own ARN; <see langword="null"/> where it is not known.</param>
internal sealed record KeyScope(string Resource, string? Arn)
{
    private const string AliasKind = "alias/";

    /// <summary>What a statement needs besides.</summary>
    internal IReadOnlyList<PolicyCondition> Condition { get; init; } = [];

    /// <summary>The key that was looked at, or, where that did not tell, the one of an id, an alias or an ARN.</summary>
    /// <param name="evidence">Where it is.</param>
    /// <param name="keyId">How it is named.</param>
    /// <param name="look">What came of looking.</param>
    /// <param name="region">The Region of a key that says none.</param>
    internal static KeyScope Of(PermissionEvidence evidence, string keyId, LookupResult<KeyFacts>? look, string region)
    {
        if (look is { State: LookupState.Known, Facts.Arn: var known })
        {
            return new KeyScope(known, known);
        }

        var arn = Actions.Arn.Parse(keyId);
        var place = arn ?? new Arn(evidence.Partition.Name, "kms", region, evidence.Account, keyId.StartsWith(AliasKind, StringComparison.Ordinal) ? keyId : $"key/{keyId}");
        return place.Resource.StartsWith(AliasKind, StringComparison.Ordinal)
            ? new KeyScope((place with { Resource = "key/*" }).ToString(), Arn: null)
            {
                Condition = [PolicyCondition.OneOf("kms:ResourceAliases", place.Resource)],
            }
            : new KeyScope(place.ToString(), place.ToString());
    }
}
