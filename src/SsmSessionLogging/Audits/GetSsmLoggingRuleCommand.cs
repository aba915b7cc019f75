using SessionLogging.Audits;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Audits;

/// <summary>Gives the rules by which this module judges values, documents, what preferences name, changes and actions.</summary>
/// <remarks>
/// <para>A finding, a warning and an error that a rule makes carry its RuleId. The same rules stand behind the refusal of values, the guard before a change, the Problems of preferences, Test-SsmLoggingPreference and Test-SsmSessionAction; AskedBy says which of them ask it.</para>
/// <para>Severity is how much it matters where the rule is broken, at worst: Critical (nobody can start a session), High (logs or actions are lost without a word), Medium, Low, Information. DoesNotProve says what a pass leaves open. Nothing is asked of AWS.</para>
/// </remarks>
/// <permission>None: it asks nobody.</permission>
/// <example>
/// What does a rule look at, and where does it come from?
/// <code>Get-SsmLoggingRule BucketEncryptionNotAccepted | Format-List</code>
/// </example>
/// <example>
/// The rules by which nobody could start a session
/// <code>Get-SsmLoggingRule | Where-Object Severity -eq Critical</code>
/// </example>
/// <example>
/// The rules that are evidence for a control
/// <code>Get-SsmLoggingRule | Where-Object Controls -contains 'NIST 800-53 AC-12' | Select-Object RuleId, Severity, Reference</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html">Session Manager: logging session activity</seealso>
/// <seealso cref="Audits.TestSsmLoggingPreferenceCommand"/>
/// <seealso cref="Actions.TestSsmSessionActionCommand"/>
/// <seealso>about_SsmSessionLogging_Errors</seealso>
[Cmdlet(VerbsCommon.Get, "SsmLoggingRule")]
[OutputType(typeof(RuleDescription))]
public sealed class GetSsmLoggingRuleCommand : AsyncCmdlet
{
    /// <summary>Ids of rules, with * and ? as wildcards. One without wildcards that no rule has is an error (RuleNotFound).</summary>
    [Parameter(Position = 0)]
    [Alias("Id", "Name")]
    [ArgumentCompleter(typeof(RuleCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] RuleId { get; set; } = ["*"];

    /// <inheritdoc/>
    private protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var id in RuleId)
        {
            Pipeline.WriteEach(RuleCatalog.Of(id));
        }

        return Task.CompletedTask;
    }
}
