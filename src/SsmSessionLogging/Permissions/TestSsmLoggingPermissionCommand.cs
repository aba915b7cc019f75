using SessionLogging.Audits;
using SessionLogging.Checks;
using SessionLogging.Findings;
using SessionLogging.Permissions;
using SsmSessionLogging.Loading;

namespace SsmSessionLogging.Permissions;

/// <summary>Looks whether nodes may do what the preferences ask of them: their role is found, and IAM is asked what its policies say.</summary>
/// <remarks>
/// <para>A role is named by -RoleName, or found by -Target: an EC2 instance has it by its instance profile, or, where it has none, by Systems Manager's Default Host Management Configuration; a hybrid node by its activation. IAM's SimulatePrincipalPolicy then says to each action on what exactly these preferences name whether the role's own policies and permissions boundary allow it. Nothing is done, and nothing is changed.</para>
/// <para>A Pass claims no more than its words: Allowed by identity policy. The policies of buckets, of keys and of VPC endpoints, service control policies with conditions and resource control policies are not seen, of which a finding speaks each time. A condition on what only a node's own request has is Unknown, and so is what was denied or failed.</para>
/// <para>Get-SsmLoggingPermission gives the policy that a Fail asks for, whole.</para>
/// <para>-Quiet gives one boolean for the whole command: $true only where something was asked, everything could be, and no finding is Fail or Unknown.</para>
/// </remarks>
/// <permission><c>iam:GetRole</c> and <c>iam:SimulatePrincipalPolicy</c>; with -Target <c>ec2:DescribeInstances</c>, <c>iam:GetInstanceProfile</c>, <c>ssm:DescribeInstanceInformation</c> and <c>ssm:GetServiceSetting</c>. <c>s3:GetEncryptionConfiguration</c> on the bucket, <c>s3:ListAllMyBuckets</c>, <c>logs:DescribeLogGroups</c> and <c>kms:DescribeKey</c> on the keys of the channel and the bucket. What is denied is a finding.</permission>
/// <example>
/// May this role do what sessions need?
/// <code>Test-SsmLoggingPermission -RoleName SessionNodes -Region eu-west-1 | Where-Object Status -ne Pass</code>
/// </example>
/// <example>
/// May this node, whatever role it has?
/// <code>Test-SsmLoggingPermission -Target i-02364c470a5f0bfd8 -Region eu-west-1 | Format-List RuleId, Status, Message</code>
/// </example>
/// <example>
/// Stop a job where a node would lose logs or refuse sessions
/// <code>if (-not (Test-SsmLoggingPermission -RoleName BareNodes -Region eu-west-1 -Quiet)) { 'The role needs a look.' }</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html">Session Manager: a custom IAM role</seealso>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">IAM: SimulatePrincipalPolicy</seealso>
/// <seealso cref="Permissions.GetSsmLoggingPermissionCommand"/>
/// <seealso cref="Audits.TestSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "SsmLoggingPermission", DefaultParameterSetName = "Role")]
[OutputType(typeof(Finding))]
[OutputType(typeof(bool))]
public sealed class TestSsmLoggingPermissionCommand : PreferenceCmdlet
{
    private readonly BucketLooks _buckets = new();
    private readonly ToldFindings _told = new();

    /// <summary>The roles, by name or ARN. What can be no name of a role is an error (RoleNameShape).</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Role")]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string[]? RoleName { get; set; }

    /// <summary>The nodes whose role is to be found, by id: i-… or mi-…. What is none is an error (TargetNotNode).</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Target")]
    [ArgumentCompleter(typeof(TargetCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Target { get; set; }

    /// <summary>Gives one boolean instead of findings: $true only where no finding is Fail or Unknown, and everything could be asked.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        NodeAudit.Require(RoleName ?? [], Target ?? []);
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var subject in Subjects)
        {
            await AskEachAsync(
                [subject],
                async (account, target, reader, token) =>
                {
                    var preference = subject?.Preference ?? await reader.ReadLatestAsync(token).ConfigureAwait(false);
                    var evidence = await PermissionEvidence.CollectAsync(account, target, Components.Accounts.PartitionOf(target.Region), preference, _buckets, token).ConfigureAwait(false);
                    var findings = await NodeAudit.TestAsync(account, evidence, RoleName ?? Target!, RoleName is not null, token).ConfigureAwait(false);
                    return () => _told.Tell(Pipeline, findings, Quiet);
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    private protected override Task EndAsync(CancellationToken cancellationToken)
    {
        if (Quiet)
        {
            Pipeline.Write(_told.AreSound && !HasFailed);
        }

        return Task.CompletedTask;
    }
}
