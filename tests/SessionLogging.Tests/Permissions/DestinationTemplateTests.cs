using SessionLogging.Checks;
using SessionLogging.Permissions;
using SessionLogging.Permissions.Templates;
using SessionLogging.Preferences.Document;
using SessionLogging.Tests.Preferences.Templates;
using static SessionLogging.Tests.Permissions.PermissionBench;

namespace SessionLogging.Tests.Permissions;

public sealed class DestinationTemplateTests : IDisposable
{
    private const string Hostile = "\"s3BucketName\":\"logs\",\"s3KeyPrefix\":\"a ${aws:b}%{c}*?\\\"\\\\/é\"";

    private static readonly TemplateOptions Kept = new() { RetentionDays = 400, LockDays = 365, LockMode = LockMode.Compliance };

    private static readonly PolicyType[] Identities = [PolicyType.NodeRole, PolicyType.User, PolicyType.Administrator, PolicyType.Auditor];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("destinations");

    public void Dispose() => _folder.Delete(recursive: true);

    private static PermissionEvidence[] Situations =>
    [
        Seen(),
        Seen() with { Owner = LookupResult.Known(new BucketOwner(IsOwn: false)) },
        Unseen(),
        Unseen(Hostile),
        Unseen("\"cloudWatchLogGroupName\":\"/sm\""),
        Unseen(""),
    ];

    [Fact]
    public void A_CloudFormation_template_has_what_the_preferences_name_and_what_outlives_its_stack()
    {
        var resources = Resources(Unseen(), Kept);

        Assert.Equal(
            [
                "LogBucket AWS::S3::Bucket Retain", "LogBucketPolicy AWS::S3::BucketPolicy ", "LogGroupKey AWS::KMS::Key Retain", "LogGroup AWS::Logs::LogGroup Retain",
                "ChannelKey AWS::KMS::Key Retain", "ChannelKeyAlias AWS::KMS::Alias ", "NodeRolePolicy AWS::IAM::ManagedPolicy ",
            ],
            resources.Select(resource => $"{resource.Key} {resource.Value!["Type"]} {resource.Value["DeletionPolicy"]}"));
        var bucket = resources["LogBucket"]!["Properties"]!;
        Assert.Equal(("logs", "AES256", "sessions/", "400", "COMPLIANCE", "365"), (
            $"{bucket["BucketName"]}",
            $"{bucket["BucketEncryption"]!["ServerSideEncryptionConfiguration"]![0]!["ServerSideEncryptionByDefault"]!["SSEAlgorithm"]}",
            $"{bucket["LifecycleConfiguration"]!["Rules"]![0]!["Prefix"]}",
            $"{bucket["LifecycleConfiguration"]!["Rules"]![0]!["ExpirationInDays"]}",
            $"{bucket["ObjectLockConfiguration"]!["Rule"]!["DefaultRetention"]!["Mode"]}",
            $"{bucket["ObjectLockConfiguration"]!["Rule"]!["DefaultRetention"]!["Days"]}"));
        var group = resources["LogGroup"]!["Properties"]!;
        Assert.Equal(("400", "LogGroupKey"), ($"{group["RetentionInDays"]}", $"{group["KmsKeyId"]!["Fn::GetAtt"]![0]}"));
    }

    [Fact]
    public void What_was_seen_keeps_its_keys_and_retention_and_nothing_is_asked_that_was_not()
    {
        var resources = Resources(Seen(), new TemplateOptions());

        Assert.Equal(["LogBucket", "LogBucketPolicy", "LogGroup", "NodeRolePolicy"], resources.Select(resource => resource.Key));
        Assert.Equal((GroupKey, "90"), ($"{resources["LogGroup"]!["Properties"]!["KmsKeyId"]}", $"{resources["LogGroup"]!["Properties"]!["RetentionInDays"]}"));
        Assert.Equal(BucketKey, $"{resources["LogBucket"]!["Properties"]!["BucketEncryption"]!["ServerSideEncryptionConfiguration"]![0]!["ServerSideEncryptionByDefault"]!["KMSMasterKeyID"]}");
        Assert.Null(resources["LogBucket"]!["Properties"]!["LifecycleConfiguration"]);
        Assert.Null(resources["LogBucket"]!["Properties"]!["ObjectLockEnabled"]);
    }

    [Fact]
    public void A_bucket_of_another_account_is_in_no_template() =>
        Assert.DoesNotContain(Resources(Situations[1], Kept), resource => resource.Key.StartsWith("LogBucket", StringComparison.Ordinal));

    [Theory]
    [InlineData("RetentionShorterThanLock", "\"s3BucketName\":\"logs\"", 1, 2)]
    [InlineData("TemplateEmpty", "", 2, 1)]
    public void What_contradicts_itself_or_makes_nothing_is_refused(string rule, string inputs, int kept, int locked) => Assert.Equal(
        rule,
        Assert.Throws<PreferenceRuleException>(() => DestinationTemplate.Of(TemplateForm.Terraform, Unseen(inputs), [], new TemplateOptions { RetentionDays = kept, LockDays = locked })).Rule);

    [Fact]
    public void Terraform_is_told_what_to_import_and_nothing_begins_what_is_no_text()
    {
        var text = Text(TemplateForm.Terraform, Seen(), Kept);

        Assert.Contains("# terraform import aws_s3_bucket.logs_111122223333_eu_west_1 logs\nresource \"aws_s3_bucket\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("import", Text(TemplateForm.Terraform, Unseen(), Kept), StringComparison.Ordinal);
        Assert.All(Situations, situation => Assert.All(Enum.GetValues<TemplateForm>().Where(form => form is TemplateForm.Terraform), form =>
        {
            var template = Text(form, situation, Kept);
            Assert.DoesNotContain("${", template, StringComparison.Ordinal);
            Assert.DoesNotContain("%{", template, StringComparison.Ordinal);
            Assert.All(template, character => Assert.True(character is '\n' or (>= ' ' and <= '~')));
        }));
    }

    [Fact]
    public async Task The_CloudFormation_linter_takes_every_template()
    {
        var paths = new List<string>();
        foreach (var situation in Situations)
        {
            paths.Add(Path.Combine(_folder.FullName, $"{paths.Count}.template.json"));
            await File.WriteAllTextAsync(paths[^1], Text(TemplateForm.CloudFormation, situation, Kept), TestContext.Current.CancellationToken);
        }

        var (code, output) = await TemplateTool.RunAsync(_folder.FullName, "cfn-lint", "", [.. paths]);

        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Terraform_reads_every_file()
    {
        var text = string.Join('\n', Situations.Select(situation => Text(TemplateForm.Terraform, situation, Kept)));

        var (code, output) = await TemplateTool.RunAsync(_folder.FullName, "terraform", text, "fmt", "-no-color", "-");

        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Terraform_makes_the_same_policy_as_the_object_has()
    {
        // Terraform keeps every text in Unicode's form C, which this one is in.
        var evidence = Unseen(Hostile);
        var text = Text(TemplateForm.Terraform, evidence, new TemplateOptions());
        var start = text.IndexOf("jsonencode(", text.IndexOf("\"aws_iam_policy\" \"noderole", StringComparison.Ordinal), StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "main.tf"), $"locals {{\n  policy = {text[start..text.IndexOf("\n}\n", start, StringComparison.Ordinal)]}\n}}\n", TestContext.Current.CancellationToken);

        var (code, output) = await TemplateTool.RunAsync(_folder.FullName, "terraform", "base64encode(local.policy)", "console");

        Assert.True(code == 0, output);
        var made = System.Text.Json.Nodes.JsonNode.Parse(Convert.FromBase64String(output.Trim().Trim('"')));
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(One(evidence, PolicyType.NodeRole).Json), made), $"{made}");
    }

    private static string Text(TemplateForm form, PermissionEvidence evidence, TemplateOptions options) =>
        DestinationTemplate.Of(form, evidence, [.. Identities.SelectMany(type => SessionPermissions.Of(evidence, type, Anybody))], options);

    private static System.Text.Json.Nodes.JsonObject Resources(PermissionEvidence evidence, TemplateOptions options) =>
        System.Text.Json.Nodes.JsonNode.Parse(DestinationTemplate.Of(TemplateForm.CloudFormation, evidence, SessionPermissions.Of(evidence, PolicyType.NodeRole, Anybody), options))!["Resources"]!.AsObject();
}
