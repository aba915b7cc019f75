using SessionLogging.Checks;
using SessionLogging.Permissions;
using SessionLogging.Preferences.Document;
using static SessionLogging.Tests.Permissions.PermissionBench;

namespace SessionLogging.Tests.Permissions;

public sealed class SessionPermissionTests
{
    private const string Channel = "Allow | ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel ssmmessages:OpenControlChannel ssmmessages:OpenDataChannel ssm:UpdateInstanceInformation | *";
    private const string OfChannel = "StringLike kms:EncryptionContext:aws:ssm:SessionId *; StringLike kms:EncryptionContext:aws:ssm:TargetId *";

    // What reads; everything else changes, sends, starts or signs.
    private static readonly string[] ReadingVerbs = ["Get", "List", "Describe", "Lookup", "Filter", "Simulate", "Test", "Decrypt"];

    private static readonly string[] Forbidden = ["ssm:StartSession", "ssm:SendCommand", "ssm:ResumeSession", "ssm:TerminateSession", "ssm:UpdateDocument", "kms:Sign", "sns:Publish", "iam:PassRole", "s3:PutObject", "s3:DeleteObject", "logs:PutLogEvents"];

    private static readonly Gen<string> AnyPrefix = Gen.OneOf(
        Gen.OneOf("logs", "a/b", "/", "//", "*", "?", "${aws:username}", "${*}", "$", "..", ".", "a*b", "{", "}", "é"), Gen.String[Gen.Char[' ', '~'], 0, 5]).Array[1, 4].Select(string.Concat);

    [Fact]
    public void A_nodes_role_may_do_exactly_what_the_preferences_ask_for() => Assert.Equal(
        $"""
        {Channel}
        Allow | logs:DescribeLogGroups | *
        Allow | logs:CreateLogStream logs:PutLogEvents logs:DescribeLogStreams | arn:aws:logs:eu-west-1:111122223333:log-group:/sm:*
        Allow | s3:GetEncryptionConfiguration | arn:aws:s3:::logs
        Allow | s3:PutObject | arn:aws:s3:::logs/sessions/*
        Allow | kms:GenerateDataKey kms:Decrypt | {BucketKey} | StringEquals kms:ViaService s3.eu-west-1.amazonaws.com
        Allow | kms:Decrypt | {Key} | {OfChannel}
        """.ReplaceLineEndings("\n"),
        Lines(One(Seen(), PolicyType.NodeRole)));

    [Fact]
    public void Where_nothing_is_logged_sessions_are_all_that_is_allowed() => Assert.Equal(Channel, Lines(One(Unseen(""), PolicyType.NodeRole)));

    [Fact]
    public void An_AWS_managed_key_needs_no_right_and_anothers_bucket_needs_the_ACL()
    {
        var evidence = Seen() with
        {
            Owner = LookupResult.Known(new BucketOwner(IsOwn: false)),
            BucketKey = LookupResult.Known(new KeyFacts(BucketKey, "eu-west-1", "Enabled", IsSymmetric: true) { IsAwsManaged = true }),
        };

        var lines = Lines(One(evidence, PolicyType.NodeRole));

        Assert.Contains("Allow | s3:PutObject s3:PutObjectAcl | arn:aws:s3:::logs/sessions/*", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("GenerateDataKey", lines, StringComparison.Ordinal);
        Assert.DoesNotContain(SessionPermissions.Of(evidence, PolicyType.KeyPolicy, Anybody), permission => permission.Subject == BucketKey);
    }

    [Theory]
    [InlineData("\"alias/sm\"", "arn:aws:kms:eu-west-1:111122223333:key/*", "ForAnyValue:StringEquals kms:ResourceAliases alias/sm; ")]
    [InlineData("\"arn:aws:kms:eu-west-1:444455556666:alias/sm\"", "arn:aws:kms:eu-west-1:444455556666:key/*", "ForAnyValue:StringEquals kms:ResourceAliases alias/sm; ")]
    [InlineData("\"1234abcd-12ab-34cd-56ef-1234567890ab\"", Key, "")]
    [InlineData("\"" + Key + "\"", Key, "")]
    public void A_channels_key_that_was_not_seen_is_named_as_closely_as_its_name_does(string keyId, string resource, string condition)
    {
        var evidence = Unseen($"\"kmsKeyId\":{keyId}");

        Assert.EndsWith($"Allow | kms:Decrypt | {resource} | {condition}{OfChannel}", Lines(One(evidence, PolicyType.NodeRole)), StringComparison.Ordinal);
        Assert.EndsWith($"Allow | kms:GenerateDataKey | {resource} | {condition}{OfChannel}", Lines(One(evidence, PolicyType.User)), StringComparison.Ordinal);
    }

    [Fact]
    public void Users_start_sessions_by_this_document_alone_and_end_their_own() => Assert.Equal(
        $$"""
        Allow | ssm:StartSession | arn:aws:ec2:eu-west-1:111122223333:instance/* arn:aws:ssm:eu-west-1:111122223333:managed-instance/* arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell | BoolIfExists ssm:SessionDocumentAccessCheck true
        Allow | ssm:ResumeSession ssm:TerminateSession ssmmessages:OpenDataChannel | arn:aws:ssm:eu-west-1:111122223333:session/${aws:userid}-* arn:aws:ssm:eu-west-1:111122223333:session/${aws:username}-*
        Allow | kms:GenerateDataKey | {{Key}} | {{OfChannel}}
        """.ReplaceLineEndings("\n"),
        Lines(One(Seen(), PolicyType.User)));

    [Fact]
    public void The_three_keys_have_a_policy_each()
    {
        var principals = new PermissionPrincipals(["arn:aws:iam::111122223333:role/Nodes"], ["arn:aws:iam::111122223333:user/jdoe"]);

        var policies = SessionPermissions.Of(Seen(), PolicyType.KeyPolicy, principals);

        Assert.Equal([Key, BucketKey, GroupKey], policies.Select(policy => policy.Subject));
        Assert.Equal(
            [
                $"Allow arn:aws:iam::111122223333:user/jdoe | kms:GenerateDataKey | * | {OfChannel}\nAllow arn:aws:iam::111122223333:role/Nodes | kms:Decrypt | * | {OfChannel}",
                "Allow arn:aws:iam::111122223333:role/Nodes | kms:GenerateDataKey kms:Decrypt | * | StringEquals kms:ViaService s3.eu-west-1.amazonaws.com",
                "Allow logs.eu-west-1.amazonaws.com | kms:Encrypt* kms:Decrypt* kms:ReEncrypt* kms:GenerateDataKey* kms:Describe* | * | ArnEquals kms:EncryptionContext:aws:logs:arn arn:aws:logs:eu-west-1:111122223333:log-group:/sm",
            ],
            policies.Select(Lines));
        Assert.Contains("arn:aws:iam::111122223333:root", Lines(SessionPermissions.Of(Seen(), PolicyType.KeyPolicy, Anybody)[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bucket_of_ones_own_keeps_plain_HTTP_out_and_a_central_one_lets_nodes_in_too()
    {
        const string tls = "Deny * | s3:* | arn:aws:s3:::logs arn:aws:s3:::logs/* | Bool aws:SecureTransport false";

        Assert.Equal(tls, Lines(One(Seen(), PolicyType.BucketPolicy)));
        Assert.Equal(
            $"""
            {tls}
            Allow arn:aws:iam::111122223333:root | s3:GetEncryptionConfiguration | arn:aws:s3:::logs
            Allow arn:aws:iam::111122223333:root | s3:PutObject s3:PutObjectAcl | arn:aws:s3:::logs/sessions/* | StringEquals s3:x-amz-acl bucket-owner-full-control
            """.ReplaceLineEndings("\n"),
            Lines(One(Seen() with { Owner = LookupResult.Known(new BucketOwner(IsOwn: false)) }, PolicyType.BucketPolicy)));
        Assert.Empty(SessionPermissions.Of(Unseen(""), PolicyType.BucketPolicy, Anybody));
    }

    [Fact]
    public void One_bucket_of_many_accounts_has_one_policy_with_all_of_them()
    {
        var central = Seen() with { Owner = LookupResult.Known(new BucketOwner(IsOwn: false)) };
        var other = central with { Target = central.Target with { AccountId = "444455556666" } };
        var elsewhere = Seen(Inputs.Replace("sessions", "eu", StringComparison.Ordinal)) with { Owner = central.Owner };

        var merged = Assert.Single(LoggingPermission.Merge(new[] { central, other, elsewhere }.SelectMany(evidence => SessionPermissions.Of(evidence, PolicyType.BucketPolicy, Anybody))));

        Assert.Equal((null, "eu-west-1", "SSM-SessionManagerRunShell"), (merged.AccountId, merged.Region, merged.DocumentName));
        Assert.Equal(["TlsAlone", "NodesReadEncryption", "NodesWriteLogs", "NodesWriteLogs2"], merged.Statement.Select(statement => statement.Sid));
        Assert.Equal(["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"], merged.Statement[2].Principal);
        using var json = JsonDocument.Parse(merged.Json);
        Assert.Equal(2, json.RootElement.GetProperty("Statement")[2].GetProperty("Principal").GetProperty("AWS").GetArrayLength());
        Assert.Equal("*", json.RootElement.GetProperty("Statement")[0].GetProperty("Principal").GetString());
    }

    [Theory]
    [InlineData("aws-cn", "amazonaws.com.cn", "cn-north-1")]
    [InlineData("aws-us-gov", "amazonaws.com", "us-gov-west-1")]
    [InlineData("aws-eusc", "amazonaws.eu", "eusc-de-east-1")]
    public void ARNs_and_services_are_of_the_Regions_partition(string name, string suffix, string region)
    {
        var partition = new AwsPartition(name, suffix);
        var evidence = Unseen(partition: partition, region: region);
        var all = Enum.GetValues<PolicyType>().SelectMany(type => SessionPermissions.Of(evidence, type, Anybody)).Append(One(Seen(partition: partition, region: region), PolicyType.BucketPolicy)).ToList();
        var arns = all.SelectMany(permission => permission.Statement).SelectMany(statement => statement.Resource.Concat(statement.Principal)).Where(text => text.StartsWith("arn:", StringComparison.Ordinal)).ToList();

        Assert.All(arns, arn => Assert.StartsWith($"arn:{name}:", arn, StringComparison.Ordinal));
        Assert.Contains($"arn:{name}:logs:{region}:111122223333:log-group:/sm:*", arns);
        Assert.Contains($"logs.{region}.{suffix}", Lines(SessionPermissions.Of(Seen(partition: partition, region: region), PolicyType.KeyPolicy, Anybody)[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_means_the_keys_of_its_logs_and_no_others() => AnyPrefix.Sample(prefix =>
    {
        var evidence = Unseen($"\"s3BucketName\":\"logs\",\"s3KeyPrefix\":{JsonSerializer.Serialize(prefix)}");
        if (evidence.Preferences.Document[PreferenceSetting.S3KeyPrefix].State is SettingState.Reference)
        {
            return;
        }

        var pattern = One(evidence, PolicyType.NodeRole).Statement.Single(statement => statement.Sid == "WriteBucket").Resource[0];
        var expression = new Regex(AsExpression(pattern), RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        var key = SessionLogKey.For(prefix, "jdoe-0a1b");

        Assert.Matches(expression, $"arn:aws:s3:::logs/{key}");
        for (var index = 0; index < key.Length - "jdoe-0a1b.log".Length; index++)
        {
            Assert.DoesNotMatch(expression, $"arn:aws:s3:::logs/{key[..index]}{(key[index] == '#' ? '!' : '#')}{key[(index + 1)..]}");
        }
    }, iter: 400);

    [Theory]
    [InlineData("\"s3BucketName\":\"{{ssm:bucket}}\"", "S3BucketName is a reference")]
    [InlineData("\"kmsKeyId\":\"no key\"", "A name in the document can be none")]
    [InlineData("\"s3BucketName\":\"logs\"", "How the bucket 'logs' is encrypted was not seen")]
    public void What_could_not_be_seen_is_said(string inputs, string said) => Assert.Contains(One(Unseen(inputs), PolicyType.NodeRole).Unseen, note => note.StartsWith(said, StringComparison.Ordinal));

    [Fact]
    public void A_denied_look_is_named_with_its_right()
    {
        var permission = One(Seen() with { Owner = LookupResult.Denied<BucketOwner>(Denial) }, PolicyType.NodeRole);

        Assert.Contains("s3:ListAllMyBuckets was denied", Assert.Single(permission.Unseen), StringComparison.Ordinal);
        Assert.Contains("s3:PutObjectAcl", Lines(permission), StringComparison.Ordinal);
        Assert.Empty(One(Seen(), PolicyType.NodeRole).Unseen);
    }

    [Fact]
    public void An_auditor_reads_and_neither_starts_nor_sends_nor_changes_anything()
    {
        var actions = new[] { Seen(), Unseen(""), Unseen() }.SelectMany(evidence => One(evidence, PolicyType.Auditor).Statement).SelectMany(statement => statement.Action).Distinct().ToList();

        Assert.All(actions, action => Assert.Contains(ReadingVerbs, verb => action.Split(':')[1].StartsWith(verb, StringComparison.Ordinal)));
        Assert.All(Forbidden, forbidden => Assert.DoesNotContain(actions, action => Regex.IsMatch(forbidden, $"^{Regex.Escape(action).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))));
        Assert.Contains("s3:GetObject", actions);
    }

    [Fact]
    public void One_cmdlet_needs_what_its_row_says_on_what_the_preferences_name() => Assert.Equal(
        $"""
        Allow | account:ListRegions cloudtrail:LookupEvents logs:DescribeLogGroups organizations:ListAccounts organizations:ListAccountsForParent organizations:ListOrganizationalUnitsForParent | *
        Allow | ssm:CreateDocument ssm:DescribeDocument ssm:GetDocument ssm:UpdateDocument ssm:UpdateDocumentDefaultVersion | arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell
        Allow | s3:GetEncryptionConfiguration | arn:aws:s3:::logs
        Allow | kms:DescribeKey | {BucketKey} {Key} {GroupKey}
        """.ReplaceLineEndings("\n"),
        Lines(One(Seen(), PolicyType.Administrator, "set-ssmS3logging")));

    [Fact]
    public void An_administrators_policy_fits_into_one_managed_policy()
    {
        var json = One(Seen(), PolicyType.Administrator).Json;

        // AWS Identity and Access Management User Guide, IAM and AWS STS quotas: characters without white space.
        Assert.InRange(json.Count(character => !char.IsWhiteSpace(character)), 1000, 6144);
        Assert.Throws<PreferenceRuleException>(() => SessionPermissions.Of(Seen(), PolicyType.Administrator, Anybody, "Get-Nothing"));
    }

    [Theory]
    [InlineData("Nodes")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Nodes/i-1")]
    [InlineData("arn:aws:iam::111122223333:role/a\"b")]
    [InlineData("*")]
    public void A_principal_that_is_none_is_refused(string arn) =>
        Assert.Equal("PrincipalArnShape", Assert.Throws<PreferenceRuleException>(() => new PermissionPrincipals([arn], [])).Rule);

    [Fact]
    public void Statements_have_ids_of_their_own_that_IAM_takes() => Assert.All(
        Enum.GetValues<PolicyType>().SelectMany(type => SessionPermissions.Of(Seen(), type, Anybody)),
        permission =>
        {
            Assert.Equal(permission.Statement.Count, permission.Statement.Select(statement => statement.Sid).Distinct().Count());
            Assert.All(permission.Statement, statement => Assert.Matches("^[A-Za-z0-9]+$", statement.Sid));
            Assert.All(permission.Statement, statement => Assert.EndsWith(".", statement.Purpose, StringComparison.Ordinal));
        });

    // IAM JSON policy elements: ${*}, ${?} and ${$} mean the character itself.
    private static string AsExpression(string pattern) => "\\A" + Regex.Replace(
        pattern,
        @"\$\{(?<own>[*?$])\}|(?<any>\*)|(?<one>\?)|(?<text>.)",
        match => match.Groups["own"].Success ? Regex.Escape(match.Groups["own"].Value) : match.Groups["any"].Success ? ".*" : match.Groups["one"].Success ? "." : Regex.Escape(match.Groups["text"].Value),
        RegexOptions.Singleline,
        TimeSpan.FromSeconds(1)) + "\\z";
}
