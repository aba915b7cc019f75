namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Who wrote a document, by what stands at it and in CloudTrail.</summary>
public sealed class DocumentWriterTests
{
    private static readonly DateTimeOffset Written = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("logging", "CloudFormation")]
    [InlineData("StackSet-logging-1a2b", "a CloudFormation StackSet")]
    [InlineData("AWSAccelerator-LoggingStack-111122223333-eu-west-1", "Landing Zone Accelerator")]
    public void A_stacks_tag_tells(string stack, string program)
    {
        var writer = DocumentWriter.OfTags(Edits.Target, new Dictionary<string, string> { ["aws:cloudformation:stack-name"] = stack, ["owner"] = "me" });

        Assert.Equal((program, $"its tags name the stack '{stack}'"), (writer!.Program, writer.Because));
    }

    [Fact]
    public void Other_tags_do_not() => Assert.Null(DocumentWriter.OfTags(Edits.Target, new Dictionary<string, string> { ["stack-name"] = "logging" }));

    [Theory]
    [InlineData("cloudformation.amazonaws.com", null, null, "CloudFormation")]
    [InlineData("any", "cloudformation.amazonaws.com", "arn:aws:iam::111122223333:role/Deploy", "CloudFormation")]
    [InlineData("any", "cloudformation.amazonaws.com", "arn:aws:iam::111122223333:role/stacksets-exec-1a2b3c", "a CloudFormation StackSet")]
    [InlineData("any", "cloudformation.amazonaws.com", "arn:aws:iam::111122223333:role/AWSCloudFormationStackSetExecutionRole", "a CloudFormation StackSet")]
    [InlineData("aws-sdk-nodejs/2.1", null, "arn:aws:iam::111122223333:role/AWSAccelerator-LoggingSta-CustomSessionManager", "Landing Zone Accelerator")]
    [InlineData("APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/5.76.0", null, "arn:aws:iam::111122223333:role/ci", "Terraform")]
    [InlineData("APN/1.0 HashiCorp/1.0 OpenTofu/1.8 terraform-provider-aws/5.76.0", null, null, "OpenTofu")]
    [InlineData("aws-cli/2.15.0 md/awscrt", null, "arn:aws:iam::111122223333:role/terraform-admin", null)]
    [InlineData(null, null, null, null)]
    public void The_call_that_wrote_it_tells(string? userAgent, string? invokedBy, string? caller, string? program)
    {
        var writer = DocumentWriter.OfCalls(Edits.Target, Written, [Call(Written, Edits.Arn, userAgent) with { Caller = new() { InvokedBy = invokedBy, IssuerArn = caller } }]);

        Assert.Equal((program, true), (writer.Program, writer.IsKnown));
    }

    // Of another document, refused, or made before the version that stands: none is the last writer.
    [Theory]
    [InlineData("Other", null, 0)]
    [InlineData(Edits.Name, "AccessDenied", 0)]
    [InlineData(Edits.Name, null, -6)]
    public void Calls_that_did_not_write_it_do_not(string name, string? error, int minutes)
    {
        var writer = DocumentWriter.OfCalls(Edits.Target, Written, [Call(Written.AddMinutes(minutes), name, "Terraform/1.9") with { ErrorCode = error }]);

        Assert.Equal((null, false), (writer.Program, writer.IsKnown));
    }

    private static RecordedCall Call(DateTimeOffset time, string name, string? userAgent) => new() { EventTime = time, UserAgent = userAgent, Request = new() { Name = name } };
}
