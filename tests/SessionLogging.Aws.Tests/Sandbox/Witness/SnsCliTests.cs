using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class SnsCliTests : CliWitness
{
    private const string Root = "arn:aws:sns:eu-west-1:111122223333:";
    private const string Mine = Root + "made-by-the-cli";

    internal override string Service => "sns";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("CreateTopic", "--name", "made-by-the-cli", "--attributes", "DisplayName=Mine") { Query = "TopicArn", Prints = Mine },
        new("CreateTopic", "--name", "made-by-the-cli.fifo", "--attributes", "FifoTopic=true") { Query = "TopicArn", Prints = Mine + ".fifo" },
        new("CreateTopic", "--name", "a.b") { Fails = "InvalidParameter" },
        new("ListTopics") { Query = "length(Topics)", Prints = "7" },
        new("SetTopicAttributes", "--topic-arn", Mine, "--attribute-name", "KmsMasterKeyId", "--attribute-value", Seeds.KeyAlias),
        new("SetTopicAttributes", "--topic-arn", Mine, "--attribute-name", "Policy", "--attribute-value", "no policy") { Fails = "InvalidParameter" },
        new("GetTopicAttributes", "--topic-arn", Mine) { Query = "Attributes.[DisplayName,KmsMasterKeyId,Owner]", Prints = $"Mine {Seeds.KeyAlias} 111122223333" },
        new("GetTopicAttributes", "--topic-arn", Root + "none") { Fails = "NotFound" },
        new("Publish", "--topic-arn", Mine, "--message", "hello", "--subject", "s") { Query = "length(MessageId)", Prints = "36" },
        new("Publish", "--topic-arn", Mine + ".fifo", "--message", "hello") { Fails = "InvalidParameter" },
        new("DeleteTopic", "--topic-arn", Mine) { Prints = "" },
    ];
}
