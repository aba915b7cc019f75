namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class SsmCliTests : CliWitness
{
    private const string Name = "SSM-SessionManagerRunShell";
    private const string Before = """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"a"}}""";
    private const string After = """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"b"}}""";

    internal override string Service => "ssm";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("DescribeDocument", "--name", Name) { Fails = "InvalidDocument" },
        new("CreateDocument", "--name", Name, "--document-type", "Session", "--content", Before) { Query = "DocumentDescription.[Name,Owner,Status,DocumentVersion,DocumentType,DocumentFormat,SchemaVersion]", Prints = $"{Name} 111122223333 Creating 1 Session JSON 1.0" },
        new("UpdateDocument", "--name", Name, "--document-version", "1", "--content", After) { Query = "DocumentDescription.[Status,DocumentVersion,LatestVersion,DefaultVersion]", Prints = "Updating 2 2 1" },
        new("UpdateDocumentDefaultVersion", "--name", Name, "--document-version", "2") { Query = "Description.[Name,DefaultVersion]", Prints = $"{Name} 2" },
        new("DescribeDocument", "--name", Name) { Query = "Document.[Status,LatestVersion,DefaultVersion]", Prints = "Active 2 2" },
        new("GetDocument", "--name", Name, "--document-version", "1") { Query = "[DocumentVersion,DocumentFormat,Content]", Prints = "1 JSON " + Before },
        new("ListDocumentVersions", "--name", Name, "--page-size", "1") { Query = "DocumentVersions[].[DocumentVersion,IsDefaultVersion,Status]", Prints = "2 True Active\n1 False Active" },
        new("DeleteDocument", "--name", Name) { Prints = "" },
    ];
}
