using SessionLogging.Sandbox.CloudTrail;
using SessionLogging.Sandbox.CodePipeline;
using SessionLogging.Sandbox.Kms;
using SessionLogging.Sandbox.Lambda;
using SessionLogging.Sandbox.Policies;
using SessionLogging.Sandbox.Sns;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Sts;

namespace SessionLogging.Sandbox;

/// <summary>What every new sandbox holds for rules to send to. All of it is the first account's, in eu-west-1 where nothing else is said.</summary>
public static class ActionSeeds
{
    /// <summary>A topic without a key.</summary>
    public const string Topic = "session-activity";

    /// <summary>A FIFO topic.</summary>
    public const string FifoTopic = "session-activity.fifo";

    /// <summary>A topic encrypted with the key that AWS manages, which lets no service in.</summary>
    public const string AwsKeyTopic = "session-activity-aws-key";

    /// <summary>A topic encrypted with <see cref="OpenKeyId"/>.</summary>
    public const string OpenKeyTopic = "session-activity-open-key";

    /// <summary>A topic encrypted with <see cref="Seeds.KeyId"/>, whose policy does not let EventBridge in.</summary>
    public const string ClosedKeyTopic = "session-activity-closed-key";

    /// <summary>A topic of us-east-1 without a key.</summary>
    public const string VirginiaTopic = "session-activity-us";

    /// <summary>A key whose policy lets EventBridge in, with the alias <c>alias/topics</c>.</summary>
    public const string OpenKeyId = "1234abcd-12ab-34cd-56ef-1234567890e0";

    /// <summary>A function with the alias <see cref="FunctionAlias"/>.</summary>
    public const string Function = "on-session";

    /// <summary>The alias of <see cref="Function"/>.</summary>
    public const string FunctionAlias = "live";

    /// <summary>A pipeline.</summary>
    public const string Pipeline = "review-session";

    /// <summary>A role that EventBridge may assume.</summary>
    public const string EventBridgeRole = "EventBridgeActions";

    /// <summary>A role that CodePipeline may assume, and EventBridge may not.</summary>
    public const string PipelineRole = "PipelineService";

    /// <summary>A Run Command document of AWS itself, in both Regions of both accounts.</summary>
    public const string CommandDocument = "AWS-RunShellScript";

    /// <summary>The trail that records the management events of every Region, made in us-east-1.</summary>
    public const string Trail = "management-events";

    /// <summary>The ARN of <see cref="Trail"/>.</summary>
    public static string TrailArn { get; } = $"arn:aws:cloudtrail:{SandboxAccounts.Virginia}:{SandboxAccounts.First.Id}:trail/{Trail}";

    internal static void Plant(Cloud cloud)
    {
        foreach (var region in cloud.Accounts.SelectMany(account => SandboxAccounts.SeededRegions.Select(account.Region)))
        {
            region.Documents.Put(CommandDocument, RunShellScript, documentType: "Command", owner: StoredDocument.Amazon);
        }

        var account = cloud.Account(SandboxAccounts.First.Id);
        account.Roles.Put(new Role(EventBridgeRole) { Services = [ServiceRequest.EventBridge] });
        account.Roles.Put(new Role(PipelineRole) { Services = ["codepipeline.amazonaws.com"] });
        cloud.Trails.Put(new Trail(Trail, account.Id, SandboxAccounts.Virginia));
        PlantTargets(account.Region(SandboxAccounts.Ireland));
        account.Region(SandboxAccounts.Virginia).Topics.Put(VirginiaTopic);
    }

    private static void PlantTargets(RegionState ireland)
    {
        ireland.Keys.Put(new KmsKey(OpenKeyId) { Description = "Topics that EventBridge publishes to", Policy = OpenKeyPolicy(ireland.Account.Id) });
        ireland.Keys.PutAlias("alias/topics", OpenKeyId);
        var own = ireland.Keys.Put(new KmsKey("1234abcd-12ab-34cd-56ef-1234567890f4") { Description = "Default key that protects my SNS data when no other key is defined", Manager = "AWS" });
        ireland.Keys.PutAlias(KmsKey.SnsAlias, own.Id);

        ireland.Topics.Put(Topic);
        ireland.Topics.Put(FifoTopic);
        ireland.Topics.Put(AwsKeyTopic, KmsKey.SnsAlias);
        ireland.Topics.Put(OpenKeyTopic, ireland.Arn("kms", "key/" + OpenKeyId));
        ireland.Topics.Put(ClosedKeyTopic, Seeds.KeyArn);
        ireland.Functions.Put(Function, FunctionAlias);
        ireland.Pipelines.Put(new StoredPipeline(Pipeline, PipelineRole));
    }

    private static string OpenKeyPolicy(string account) => $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Sid": "Account", "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::{{account}}:root" }, "Action": "kms:*", "Resource": "*" },
            { "Sid": "EventBridge", "Effect": "Allow", "Principal": { "Service": "events.amazonaws.com" }, "Action": [ "kms:GenerateDataKey*", "kms:Decrypt" ], "Resource": "*" }
          ]
        }
        """;

    private const string RunShellScript = """
        {
          "schemaVersion": "1.2",
          "description": "Run a shell script or specify the commands to run.",
          "parameters": { "commands": { "type": "StringList", "description": "(Required) Specify a shell script or a command to run.", "minItems": 1 } },
          "runtimeConfig": { "aws:runShellScript": { "properties": [ { "id": "0.aws:runShellScript", "runCommand": "{{ commands }}" } ] } }
        }
        """;
}
