using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class LambdaCliTests : CliWitness
{
    private const string Name = ActionSeeds.Function;
    private const string Alias = ActionSeeds.FunctionAlias;
    private const string Arn = "arn:aws:lambda:eu-west-1:111122223333:function:" + Name;

    private static readonly string[] Grant = ["--statement-id", "events", "--action", "lambda:InvokeFunction", "--principal", "events.amazonaws.com"];

    internal override string Service => "lambda";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("GetFunctionConfiguration", "--function-name", Arn, "--qualifier", Alias) { Query = "[FunctionName,FunctionArn,Version]", Prints = $"{Name} {Arn}:{Alias} 1" },
        new("GetFunctionConfiguration", "--function-name", "none") { Fails = "ResourceNotFoundException" },
        new("GetPolicy", "--function-name", Name) { Fails = "ResourceNotFoundException" },
        new("AddPermission", ["--function-name", Name, "--qualifier", Alias, "--source-arn", "arn:aws:events:eu-west-1:111122223333:rule/r", .. Grant]) { Query = "length(Statement)", Prints = "278" },
        new("AddPermission", ["--function-name", $"{Name}:{Alias}", .. Grant]) { Fails = "ResourceConflictException" },
        new("GetPolicy", "--function-name", Name, "--qualifier", Alias) { Query = "starts_with(Policy, '{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[')", Prints = "True" },
        new("RemovePermission", "--function-name", Name, "--qualifier", Alias, "--statement-id", "events") { Prints = "" },
        new("RemovePermission", "--function-name", Name, "--statement-id", "events") { Fails = "ResourceNotFoundException" },
        new("Invoke", "--function-name", Name, "--invocation-type", "DryRun", "{file}.out") { Query = "StatusCode", Prints = "204" },
        new("Invoke", "--function-name", Arn, "--invocation-type", "Event", "--payload", """{"a":1}""", "{file}.out") { Query = "[StatusCode,ExecutedVersion]", Prints = "202 $LATEST" },
        new("Invoke", "--function-name", Name, "--payload", "{", "{file}.out") { Fails = "InvalidRequestContentException" },
    ];
}
