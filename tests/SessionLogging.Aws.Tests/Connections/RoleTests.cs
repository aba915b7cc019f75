using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests.Connections;

public sealed class RoleTests : AccountTest
{
    private static readonly string AuditOfSecond = $"arn:aws:iam::{SandboxAccounts.Second.Id}:role/{Seeds.AuditRole}";

    [Fact]
    public async Task A_role_is_assumed_once_for_all_Regions_and_commands()
    {
        var byRole = ByKeys with { RoleArn = AuditOfSecond };

        var opened = await Task.WhenAll(OpenAsync(byRole), OpenAsync(byRole with { Region = SandboxAccounts.Virginia }));
        using var again = await OpenAsync(byRole);

        foreach (var account in opened)
        {
            await account.LogGroups.LookAsync("any", Cancel);
            account.Dispose();
        }

        Assert.Equal(1, Server.Calls.Count("AssumeRole"));
        Assert.Equal(1, Observed.Count("AssumeRole"));
        Assert.Equal(
            $"arn:aws:sts::{SandboxAccounts.Second.Id}:assumed-role/{Seeds.AuditRole}/SsmSessionLogging",
            (await again.GetCallerIdentityAsync(Cancel)).Arn);
    }

    [Fact]
    public async Task Keys_that_run_out_are_renewed_by_the_command_that_needs_them()
    {
        var byRole = ByKeys with { RoleArn = AuditOfSecond };
        using var first = await OpenAsync(byRole);
        var later = new ObservedCalls();
        using var second = await Opener.OpenAsync(byRole, new Nobody(), later, Cancel);

        Clock.Advance(TimeSpan.FromMinutes(54));
        await second.LogGroups.LookAsync("any", Cancel);
        Assert.Equal(1, Server.Calls.Count("AssumeRole"));

        Clock.Advance(TimeSpan.FromMinutes(2));
        await second.LogGroups.LookAsync("any", Cancel);

        // The sandbox dates keys by the machine's clock, so that by this one the new ones are about to run out too.
        Assert.Equal(1, Observed.Count("AssumeRole"));
        Assert.NotEqual(0, later.Count("AssumeRole"));
    }

    [Fact]
    public async Task A_role_is_given_its_external_id_and_refused_without_it()
    {
        var byRole = ByKeys with { RoleArn = ProfileFile.Role(Seeds.AuditWithExternalIdRole) };

        var denied = await Assert.ThrowsAsync<AwsCallException>(() => OpenAsync(byRole));
        using var account = await OpenAsync(byRole with { ExternalId = Seeds.ExternalId });

        Assert.Equal((AwsCallFailure.Denied, "STS", "AssumeRole", "sts:AssumeRole"), (denied.Kind, denied.Service, denied.Operation, denied.Action));
        Assert.Contains("assumed-role", (await account.GetCallerIdentityAsync(Cancel)).Arn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_was_refused_is_asked_for_again_by_the_next_command()
    {
        var byRole = ByKeys with { RoleArn = AuditOfSecond };
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "AssumeRole", Times = 1 });

        await Assert.ThrowsAsync<AwsCallException>(() => OpenAsync(byRole));
        using var account = await OpenAsync(byRole);

        Assert.Equal(2, Server.Calls.Count("AssumeRole"));
    }

    [Fact]
    public async Task A_profiles_role_is_assumed_with_its_source_at_the_address_given()
    {
        using var file = new ProfileFile($"[audit]\nrole_arn = {AuditOfSecond}\nsource_profile = first\nrole_session_name = jdoe\n");

        using var account = await OpenAsync(InProfile(file, "audit"));

        Assert.Equal($"arn:aws:sts::{SandboxAccounts.Second.Id}:assumed-role/{Seeds.AuditRole}/jdoe", (await account.GetCallerIdentityAsync(Cancel)).Arn);
        Assert.Equal(["AssumeRole", "GetCallerIdentity"], Server.Calls.All.Select(call => call.Operation));
    }

    [Fact]
    public async Task A_role_is_assumed_from_a_profiles_role_and_that_from_anothers()
    {
        using var file = new ProfileFile(
            $"[one]\nrole_arn = {AuditOfSecond}\nsource_profile = first\n[two]\nrole_arn = {ProfileFile.Role(Seeds.AuditRole)}\nsource_profile = one\n");

        using var account = await OpenAsync(InProfile(file, "two") with { RoleArn = ProfileFile.Role(Seeds.SessionLoggingRole) });
        using var again = await OpenAsync(InProfile(file, "two") with { RoleArn = ProfileFile.Role(Seeds.SessionLoggingRole) });

        Assert.Contains($"assumed-role/{Seeds.SessionLoggingRole}/", (await account.GetCallerIdentityAsync(Cancel)).Arn, StringComparison.Ordinal);
        Assert.Equal(3, Server.Calls.Count("AssumeRole"));
    }

    [Fact]
    public async Task A_person_is_asked_for_one_MFA_code_for_two_Regions_and_a_second_command()
    {
        using var file = MfaProfile();
        var person = new Person();

        var opened = await Task.WhenAll(
            OpenAsync(InProfile(file, "mfa"), person), OpenAsync(InProfile(file, "mfa") with { Region = SandboxAccounts.Virginia }, person));
        using var again = await OpenAsync(InProfile(file, "mfa"), person);

        Assert.Equal((1, ProfileFile.MfaDevice), (person.Asked, person.Device));
        Assert.Equal(1, Server.Calls.Count("AssumeRole"));
        Array.ForEach(opened, account => account.Dispose());
    }

    [Fact]
    public async Task A_wrong_MFA_code_fails_both_Regions_and_the_next_command_asks_again()
    {
        using var file = MfaProfile();
        var person = new Person(code: "000000");
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Operation = "AssumeRole" });

        var first = OpenAsync(InProfile(file, "mfa"), person);
        var second = OpenAsync(InProfile(file, "mfa") with { Region = SandboxAccounts.Virginia }, person);
        await Server.Calls.WaitForAsync(call => call.Operation == "AssumeRole", Cancel);
        Server.Faults.Clear();

        Assert.Equal(AwsCallFailure.Denied, (await Assert.ThrowsAsync<AwsCallException>(() => first)).Kind);
        await Assert.ThrowsAsync<AwsCallException>(() => second);
        using var account = await OpenAsync(InProfile(file, "mfa"), new Person());
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_role_is_refused_unasked()
    {
        using var file = MfaProfile();

        var refused = await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync(InProfile(file, "mfa")));

        Assert.Equal("MfaTokenNeeded", refused.ErrorId);
        Assert.Empty(Server.Calls.All);
    }

    [Fact]
    public async Task Assuming_a_role_can_be_cancelled()
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Operation = "AssumeRole" });
        using var stop = new CancellationTokenSource();

        var opening = Opener.OpenAsync(ByKeys with { RoleArn = AuditOfSecond }, new Nobody(), Observed, stop.Token);
        await Server.Calls.WaitForAsync(call => call.Operation == "AssumeRole", Cancel);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        await Server.Calls.WaitForAsync(call => call.AbortedByClient, Cancel);
    }

    private static ProfileFile MfaProfile() =>
        new($"[mfa]\nrole_arn = {ProfileFile.Role(Seeds.AuditWithMfaRole)}\nsource_profile = first\nmfa_serial = {ProfileFile.MfaDevice}\n");

    private ConnectionOptions InProfile(ProfileFile file, string name) => NoCredentials with { ProfileName = name, ProfileLocation = file.Path };
}
