using SessionLogging.Accounts;
using SessionLogging.Sessions.Logging;

namespace SessionLogging.Sessions;

/// <summary>Takes what a report gives. Accounts and Regions are read side by side, so it is called from several threads.</summary>
public interface ISessionReportListener
{
    /// <summary>Sessions, as they came together.</summary>
    void OnRecords(IReadOnlyList<SessionRecord> records);

    /// <summary>A page of a Region's sessions was given.</summary>
    void OnProgress(string? accountId, string region, SessionProgress progress);

    /// <summary>A Region's logs are about to be looked for, with more than <see cref="LogCheck.UnannouncedCalls"/> calls.</summary>
    void OnLogCheck(string region, LogCheckEstimate estimate);

    /// <summary>A Region's targets have no names, since its nodes could not be listed.</summary>
    void OnTargetsUnresolved(string region, AwsCallException failure);

    /// <summary>An account could not be opened in a Region, or not all of its sessions could be read.</summary>
    void OnFailure(AccountOpening opening, SessionLoggingException failure);

    /// <summary>A Region turned out not to be enabled in the account: it does not know credentials that another Region took.</summary>
    void OnRegionNotEnabled(AccountOpening opening, SessionLoggingException failure);

    /// <summary>An account and Region ended, as a whole or not.</summary>
    void OnCovered(SessionReportCoverage coverage, TimeSpan elapsed);
}
