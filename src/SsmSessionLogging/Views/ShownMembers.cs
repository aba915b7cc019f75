using SessionLogging.Audits;
using SessionLogging.Findings;
using SessionLogging.Logs;

namespace SsmSessionLogging.Views;

/// <summary>
/// The members that SsmSessionLogging.Types.ps1xml adds to the objects, for views and by the names that stand above columns. They are
/// hidden: neither <c>*</c> nor a file has them. But the durations stand in front of the texts of the same names, which ConvertTo-Json
/// writes: it reads what .NET has, and would take a TimeSpan apart. Views read properties and call nothing, which Constrained Language Mode would refuse.
/// </summary>
public static class ShownMembers
{
    /// <summary>What stands in the cells of a table, by their headers.</summary>
    public static object Cell(PSObject instance) => new ShownTexts(header => TableViews.Find(instance.TypeNames)?.TextOf(header, instance.BaseObject));

    /// <summary>What stands in a list, by the names of properties.</summary>
    public static object Item(PSObject instance) => new ShownTexts(name => ListText.Of(instance.BaseObject, name));

    /// <summary>How long a <see cref="SessionRecord"/> lasted.</summary>
    public static object? Duration(PSObject instance) => (instance.BaseObject as SessionRecord)?.GetDuration();

    /// <summary>How long the sessions of a <see cref="SessionSummary"/> lasted together.</summary>
    public static object? TotalDuration(PSObject instance) => (instance.BaseObject as SessionSummary)?.GetTotalDuration();

    /// <summary>How long the longest session of a <see cref="SessionSummary"/> lasted.</summary>
    public static object? LongestDuration(PSObject instance) => (instance.BaseObject as SessionSummary)?.GetLongestDuration();

    /// <summary>The hours of a <see cref="SessionSummary"/>.</summary>
    public static object? Hours(PSObject instance) => instance.BaseObject is SessionSummary summary ? ShownValue.Hours(summary) : null;

    /// <summary>The sessions of a <see cref="SessionSummary"/> whose log was looked for and is not there or is none.</summary>
    public static object? Lost(PSObject instance) => instance.BaseObject is SessionSummary summary ? ShownValue.Lost(summary) : null;

    /// <summary>The sessions of a <see cref="SessionSummary"/> that are never logged: of a kind that cannot be, or because no destination was named.</summary>
    public static object? Unlogged(PSObject instance) => instance.BaseObject is SessionSummary summary ? summary.NotLoggable + summary.NotConfigured : null;

    /// <summary>Whose a <see cref="Finding"/> is: account, Region and what was tested; of preferences and files also how much it matters, by which they are sorted. For which account and Region a <see cref="LoggingDestination"/> is judged, and where a <see cref="SessionLogLine"/> was read.</summary>
    public static object? In(PSObject instance)
    {
        string?[]? parts = instance.BaseObject switch
        {
            Finding finding =>
            [
                finding.AccountId, finding.AccountName, finding.Region, finding.Name, finding.Path,
                (finding.DocumentName ?? finding.Path) is { Length: > 0 } ? finding.Severity.ToString() : null,
            ],
            LoggingDestination destination => [destination.AccountId, destination.AccountName, destination.Region],
            SessionLogLine line => [line.Source],
            _ => null,
        };
        return parts is null ? null : ShownText.Of(string.Join(" ", parts.Where(part => part is not null)));
    }

    /// <summary>Texts that are worked out when a name is asked for. PowerShell reads a key of a dictionary as it reads a property.</summary>
    private sealed class ShownTexts(Func<string, string?> textOf) : Hashtable
    {
        public override object? this[object key] { get => textOf((string)key); set => throw new NotSupportedException(); }

        public override bool Contains(object key) => true;
    }
}
