namespace SessionLogging.Sandbox.Ssm;

/// <summary>Against what UpdateDocument compares new content before it answers <c>DuplicateDocumentContent</c>. Which one AWS does is not documented.</summary>
public enum DuplicateContent
{
    /// <summary>The latest version only.</summary>
    Latest,

    /// <summary>Every version that there is.</summary>
    Any,
}

/// <summary>How documents behave where AWS's behaviour is in doubt, takes time or would take too many calls to reach. Also <c>/_sandbox/rules/ssm</c>.</summary>
public sealed record DocumentRules
{
    /// <summary>What counts as a duplicate.</summary>
    public DuplicateContent DuplicateContent { get; init; }

    /// <summary>How many versions a document may have.</summary>
    public int VersionLimit { get; init; } = 1000;

    /// <summary>How many documents an account may have in a Region.</summary>
    public int DocumentLimit { get; init; } = 500;

    /// <summary>How long a new version stays <c>Creating</c> or <c>Updating</c>, by the sandbox's clock. The answer to Create and Update says so even where this is 0.</summary>
    public double SettlesAfterSeconds { get; init; }

    /// <summary>How many times Get- or DescribeDocument must have looked at a new version before it settles.</summary>
    public int SettlesAfterLooks { get; init; }

    /// <summary>Whether new versions settle as <c>Failed</c> instead of <c>Active</c>.</summary>
    public bool Fails { get; init; }

    /// <summary>How many calls about documents a second an account may make in a Region; 0: any number. AWS does not publish the quota.</summary>
    public double CallsPerSecond { get; init; }
}

/// <summary>What Systems Manager adds to the whole sandbox.</summary>
public static class SsmCloud
{
    extension(Cloud cloud)
    {
        /// <summary>How documents behave from now on; versions that there are already keep what they were made with.</summary>
        public DocumentRules DocumentRules
        {
            get => cloud.Of(static () => new Holder()).Rules;
            set => cloud.Of(static () => new Holder()).Rules = value;
        }
    }

    private sealed class Holder
    {
        public DocumentRules Rules { get; set; } = new();
    }
}

/// <summary>What Systems Manager adds to an account's Region.</summary>
public static class SsmRegion
{
    extension(RegionState region)
    {
        /// <summary>The documents of the account in this Region.</summary>
        public DocumentStore Documents => region.Of(() => new DocumentStore(region));
    }
}
