namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class SecondWitnessTests : SandboxTest
{
    /// <summary>Operations that no client from outside drives here, and why.</summary>
    private static readonly Dictionary<string, string> WithoutSecondWitness = new(StringComparer.Ordinal);

    private static readonly CliWitness[] Witnesses =
    [
        new StsCliTests(), new SsmCliTests(), new SessionCliTests(), new S3CliTests(), new LogsCliTests(), new KmsCliTests(), new AccountCliTests(), new OrganizationsCliTests(),
        new EventsCliTests(), new SnsCliTests(), new LambdaCliTests(), new IamCliTests(), new Ec2CliTests(), new CodePipelineCliTests(), new CloudTrailCliTests(),
    ];

    [Fact]
    public void Every_operation_is_driven_by_the_AWS_CLI_or_listed_as_having_no_second_witness()
    {
        var operations = Server.Services.SelectMany(service => service.Operations).Select(operation => operation.Name).Order(StringComparer.Ordinal);
        var witnessed = Witnesses.SelectMany(witness => witness.Steps).Where(step => step.Fails is null).Select(step => step.Operation)
            .Concat(WithoutSecondWitness.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.Equal(string.Join('\n', operations), string.Join('\n', witnessed));
    }
}
