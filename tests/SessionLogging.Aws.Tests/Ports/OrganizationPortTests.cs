using SessionLogging.Accounts;
using SessionLogging.Sandbox.Organizations;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class OrganizationPortTests : AccountTest
{
    protected override SandboxOptions Options => new() { Organization = new OrganizationOptions { Accounts = 41, Refusing = 1, Inactive = 4 } };

    [Fact]
    public async Task Every_account_is_listed_page_after_page_with_its_name_and_state()
    {
        using var account = await OpenAsync();

        var listed = await account.Organization.ListAccountsAsync(Cancel);

        Assert.Equal(48, listed.Select(member => member.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(new OrganizationAccount(SandboxAccounts.First.Id, "management", "ACTIVE"), listed);
        Assert.Contains(new OrganizationAccount(Organization.IdOf(7), "workload-0007", "ACTIVE"), listed);
        Assert.Equal(["SUSPENDED", "PENDING_CLOSURE", "PENDING_ACTIVATION", "CLOSED"], listed.Where(member => member.State != "ACTIVE").Select(member => member.State));
        Assert.Equal(3, Server.Calls.Count("ListAccounts"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_state_is_told_with_and_without_the_older_status(bool tellsStatus)
    {
        Server.Cloud.Organization.TellsStatus = tellsStatus;
        using var account = await OpenAsync();

        Assert.Equal(4, (await account.Organization.ListAccountsOfAsync(Organization.Closing, Cancel)).Count(member => member.State != "ACTIVE"));
    }

    [Fact]
    public async Task Units_and_their_accounts_are_listed_by_what_they_lie_in()
    {
        using var account = await OpenAsync();

        Assert.Equal([Organization.Workloads, Organization.Closing], await account.Organization.ListUnitsOfAsync(Organization.RootId, Cancel));
        Assert.Equal([Organization.Production, Organization.Test], await account.Organization.ListUnitsOfAsync(Organization.Workloads, Cancel));
        Assert.Equal([SandboxAccounts.First.Id], (await account.Organization.ListAccountsOfAsync(Organization.RootId, Cancel)).Select(member => member.Id));
        Assert.Equal(14, (await account.Organization.ListAccountsOfAsync(Organization.Workloads, Cancel)).Count);
    }

    [Fact]
    public async Task A_unit_that_is_not_there_is_not_found()
    {
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Organization.ListUnitsOfAsync("ou-5box-nothing1", Cancel));

        Assert.Equal((AwsCallFailure.NotFound, "ParentNotFoundException"), (failure.Kind, failure.Code));
    }

    [Fact]
    public async Task Who_neither_manages_nor_is_delegated_is_denied()
    {
        using var member = await OpenAsync(ByKeys with { RoleArn = $"arn:aws:iam::{SandboxAccounts.Second.Id}:role/{Seeds.AuditRole}" });

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => member.Organization.ListAccountsAsync(Cancel));
        Server.Cloud.Organization.DelegatedAdministrators.Add(SandboxAccounts.Second.Id);

        Assert.Equal((AwsCallFailure.Denied, "organizations:ListAccounts"), (failure.Kind, failure.Action));
        Assert.Equal(48, (await member.Organization.ListAccountsAsync(Cancel)).Count);
    }

    [Fact]
    public async Task Without_an_organisation_that_is_said()
    {
        Server.Cloud.Organization.IsInUse = false;
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Organization.ListAccountsAsync(Cancel));

        Assert.Equal("AWSOrganizationsNotInUseException", failure.Code);
    }

    [Fact]
    public async Task A_listing_that_is_throttled_is_asked_again()
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Throttle, Operation = "ListAccounts", Times = 1 });
        using var account = await OpenAsync();

        Assert.Equal(48, (await account.Organization.ListAccountsAsync(Cancel)).Count);
        Assert.Equal(1, Observed.All.Sum(call => call.Throttled));
    }

    [Fact]
    public async Task Accounts_made_from_numbers_hold_preferences_and_roles_but_for_those_that_refuse()
    {
        using var active = await OpenAsync(ByKeys with { RoleArn = $"arn:aws:iam::{Organization.IdOf(41)}:role/{Seeds.AuditRole}", Region = "ap-northeast-1" });

        var refused = await Assert.ThrowsAsync<AwsCallException>(() => OpenAsync(ByKeys with { RoleArn = $"arn:aws:iam::{Organization.IdOf(42)}:role/{Seeds.AuditRole}" }));

        Assert.NotNull(await active.Documents.DescribeAsync("SSM-SessionManagerRunShell", Cancel));
        Assert.Equal(AwsCallCause.RoleRefused, refused.Cause);
    }
}

/// <summary>One command's accounts and Regions: what is found out once.</summary>
public sealed class CommandOpeningTests : AccountTest
{
    [Fact]
    public async Task Credentials_behind_roles_are_found_once_a_command()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The process that gives keys is a shell script here.");
        using var folder = new KeyProcess();
        var opener = Opener.ForCommand();
        var options = NoCredentials with { ProfileName = "process", ProfileLocation = folder.Profile, RoleArn = $"arn:aws:iam::{SandboxAccounts.Second.Id}:role/{Seeds.AuditRole}" };

        foreach (var region in new[] { "eu-west-1", "us-east-1", "eu-west-3" })
        {
            using var account = await opener.OpenAsync(options with { Region = region }, new Nobody(), Observed, Cancel);
            Assert.Equal(region, account.Region);
            await account.GetCallerIdentityAsync(Cancel);
            await account.Documents.DescribeAsync("any", Cancel);
        }

        Assert.Equal(1, folder.Runs);
        Assert.Equal((1, 1), (Server.Calls.Count("AssumeRole"), Server.Calls.Count("GetCallerIdentity")));
        Assert.Equal(["eu-west-1", "us-east-1", "eu-west-3"], Server.Calls.All.Where(call => call.Operation == "DescribeDocument").Select(call => call.Region));

        using var next = await Opener.ForCommand().OpenAsync(options, new Nobody(), Observed, Cancel);
        Assert.Equal(2, folder.Runs);
    }

    [Fact]
    public async Task What_fails_is_found_anew_by_the_next_account()
    {
        using var file = new ProfileFile("[broken]\ncredential_process = /nowhere/no-such-program\nregion = eu-west-1\n");
        var opener = Opener.ForCommand();

        for (var time = 0; time < 2; time++)
        {
            Assert.True((await Assert.ThrowsAsync<ConnectionException>(() => opener.OpenAsync(
                NoCredentials with { ProfileName = "broken", ProfileLocation = file.Path }, new Nobody(), Observed, Cancel))).IsOfIdentity);
        }
    }

    /// <summary>A profile whose keys a process gives, and how often it ran.</summary>
    private sealed class KeyProcess : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("key-process-");

        public KeyProcess()
        {
            var script = Path.Combine(_folder.FullName, "keys.sh");
            File.WriteAllText(
                script,
                $$"""
                echo run >> '{{Log}}'
                echo '{"Version":1,"AccessKeyId":"{{SandboxAccounts.First.AccessKeyId}}","SecretAccessKey":"{{SandboxAccounts.First.SecretAccessKey}}"}'
                """);
            File.WriteAllText(Profile, $"[process]\ncredential_process = /bin/sh {script}\nregion = eu-west-1\n");
        }

        public string Profile => Path.Combine(_folder.FullName, "credentials");

        public int Runs => File.ReadAllLines(Log).Length;

        private string Log => Path.Combine(_folder.FullName, "runs");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
