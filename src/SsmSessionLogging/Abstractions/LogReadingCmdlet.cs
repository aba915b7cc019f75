using SessionLogging.Logs.Sources;
using SessionLogging.Sessions.Reading;

namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that reads logs: as whoever asks for sessions, or with an identity of the archive's own.</summary>
/// <permission>Where -LogRoleArn or -LogProfileName is given, that identity needs what reading logs asks for, and the other one what sessions and documents do.</permission>
public abstract class LogReadingCmdlet : ConnectedCmdlet
{
    private AccountPool? _archive;
    private RoutedLogs? _logs;

    /// <summary>
    /// <para>The role with which logs are read where another account keeps them; sessions and preferences are asked for with the other connection parameters. {AccountId} stands for the account of each session: arn:aws:iam::{AccountId}:role/LogReader. It is assumed with the credentials of -LogProfileName, else with those that the other parameters name, without their -RoleArn, and with the same -ExternalId.</para>
    /// <para>Log groups that CloudWatch Logs' organisation-wide centralisation copied into that account are found where the copy keeps the group's name; its stream may bear more than the session's id, set apart from it.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? LogRoleArn { get; set; }

    /// <summary>A profile of the SDK's credential store or of the shared credentials and config files, with which logs are read where another account keeps them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? LogProfileName { get; set; }

    /// <summary>The Region of the log groups, where it is another than the sessions' own: that of an archive into which logs are copied. A bucket is asked in its own Region in any case.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? LogRegion { get; set; }

    /// <summary>The logs, wherever they lie.</summary>
    private protected RoutedLogs Logs => _logs ?? throw new InvalidOperationException("The logs are there once the command has begun.");

    /// <summary>Whether the parameters say who reads logs, or where.</summary>
    private protected bool NamesArchive => LogRoleArn is not null || LogProfileName is not null || LogRegion is not null;

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        if (LogRegion is not null && !RegionName.IsOne(LogRegion))
        {
            throw RegionName.Refused(LogRegion);
        }

        _archive = LogRoleArn is null && LogProfileName is null ? null : Open(ConnectionPlan.OfKeeper(Plan.Template, LogProfileName, LogRoleArn, LogRegion));
        _logs = new RoutedLogs(Accounts, _archive, LogRegion) { Limiters = CallLimiterRegistry.Process };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _logs?.Dispose();
            _archive?.Dispose();
        }

        base.Dispose(disposing);
    }
}
