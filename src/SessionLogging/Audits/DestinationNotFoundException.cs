using SessionLogging.Text;

namespace SessionLogging.Audits;

/// <summary>Nothing that logs can go to has the name that was asked for.</summary>
public sealed class DestinationNotFoundException : SessionLoggingException
{
    private DestinationNotFoundException(string name, string message)
        : base(message) => Subject = name;

    /// <inheritdoc/>
    public override string ErrorId => "DestinationNotFound";

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.NotFound;

    /// <summary>The name.</summary>
    public override object Subject { get; }

    /// <inheritdoc/>
    public override string RecommendedAction => "List what there is with Get-SsmLoggingDestination. Buckets of other accounts are not listed; their names can be given all the same.";

    /// <summary>The failure for a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isIncomplete">Whether lists could not be read.</param>
    public static DestinationNotFoundException Of(string name, bool isIncomplete) => new(
        name,
        $"None of the buckets and log groups that were asked for is called {Unicode.Quote(name)}{(isIncomplete ? ", as far as they could be listed" : "")}.");
}
