using SessionLogging.Audits;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Audits;

/// <summary>Lists the buckets and log groups to choose a log destination from, each with whether it is suitable and why not.</summary>
/// <remarks>
/// <para>What the console offers as a list: the account's own buckets, of all Regions, and the log groups of the Region. Each is judged for the sessions of a Region by the rules of Test-SsmLoggingPreference, as if it were turned on there with encryption required. So of several Regions each gets its own list, with every bucket in it: Region is that of the sessions, DestinationRegion that in which it lies.</para>
/// <para>Suitable is $false where a rule says that sessions would be refused or logs lost, and $null where that could not be looked at; Reason says why, and Findings are the findings one by one. Of a suitable one, Reason tells what is to be thought of. What the roles of nodes may do is not part of it. RetentionInDays and KeepsForever say when a log may be deleted, under today's rules; both empty: not known.</para>
/// <para>A bucket that is piped to Set-SsmS3Logging, or a log group that is piped to Set-SsmCloudWatchLogging or Enable-SsmCloudWatchStreaming, becomes the destination of its account and Region. Several for one document are an error (DestinationsAmbiguous), and nothing is written. Buckets of other accounts are not listed; name them.</para>
/// </remarks>
/// <permission><c>s3:ListAllMyBuckets</c> and <c>logs:DescribeLogGroups</c>: where one is denied, that is an error, and the other list is given. <c>s3:GetEncryptionConfiguration</c> and <c>s3:GetLifecycleConfiguration</c> on the buckets, <c>kms:DescribeKey</c> and <c>kms:GetKeyPolicy</c> on their keys and those of the log groups: what is denied is not known then.</permission>
/// <example>
/// What is there to log to?
/// <code>Get-SsmLoggingDestination -Region eu-west-1</code>
/// </example>
/// <example>
/// Why is a bucket not suitable?
/// <code>Get-SsmLoggingDestination audit-logs-* -Kind S3 -Region eu-west-1 | Where-Object Suitable -eq $false | ForEach-Object { "$($_.BucketName): $($_.Reason)" }</code>
/// </example>
/// <example>
/// Choose one
/// <code>Get-SsmLoggingDestination /session-manager/encrypted -Region eu-west-1 | Enable-SsmCloudWatchStreaming -WhatIf</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html">Session Manager: logging session activity</seealso>
/// <seealso cref="Audits.TestSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.SetSsmS3LoggingCommand"/>
/// <seealso cref="Preferences.SetSsmCloudWatchLoggingCommand"/>
/// <seealso cref="Preferences.EnableSsmCloudWatchStreamingCommand"/>
[Cmdlet(VerbsCommon.Get, "SsmLoggingDestination")]
[OutputType(typeof(LoggingDestination))]
public sealed class GetSsmLoggingDestinationCommand : ConnectedCmdlet
{
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);
    private bool _isIncomplete;

    /// <summary>Only buckets and log groups of these names; * and ? are wildcards. A name without them that is none of the lists that could be read is an error (DestinationNotFound).</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(DestinationCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>S3 lists buckets only, CloudWatch log groups only. By default both are listed.</summary>
    [Parameter]
    [NamedValues(typeof(DestinationKind))]
    public DestinationKind Kind { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var openings = await AllOpeningsAsync(cancellationToken).ConfigureAwait(false);
        await SideBySide.AskAsync(openings.Select(opening => new Func<CancellationToken, Task<Action>>(token => ReadAsync(opening, token))), cancellationToken).ConfigureAwait(false);
        foreach (var name in Name.Where(name => name.IndexOfAny(['*', '?']) < 0 && !_found.Contains(name)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            Pipeline.Error(ErrorRecords.From(DestinationNotFoundException.Of(name, _isIncomplete), document: null));
        }
    }

    private async Task<Action> ReadAsync(AccountOpening opening, CancellationToken cancellationToken)
    {
        var failures = new List<SessionLoggingException>();
        IReadOnlyList<LoggingDestination> found = [];
        try
        {
            found = await opening.UseAsync(
                async account => await new DestinationList(account, await AccountIdAsync(account, cancellationToken).ConfigureAwait(false), Name, TimeProvider.System).ReadAsync(
                    MyInvocation.BoundParameters.ContainsKey(nameof(Kind)) ? Kind : null, failures.Add, cancellationToken).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
        catch (SessionLoggingException failure)
        {
            failures.Add(failure);
        }

        return () =>
        {
            WarnOfUnnamed();
            Pipeline.WriteEach(found);
            _found.UnionWith(found.Select(destination => destination.ToString()));
            foreach (var failure in failures)
            {
                _isIncomplete |= Tell(opening, failure);
            }
        };
    }
}
