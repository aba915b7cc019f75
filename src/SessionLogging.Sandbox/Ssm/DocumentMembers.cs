namespace SessionLogging.Sandbox.Ssm;

/// <summary>What the service model demands of the members of document requests.</summary>
internal static class DocumentMembers
{
    private const string NamePattern = @"^[a-zA-Z0-9_\-.]{3,128}$";

    /// <summary>A name of one's own document, never an ARN.</summary>
    public static readonly MemberRule Name = new("Name") { Required = true, Pattern = NamePattern };

    /// <summary>A name or an ARN.</summary>
    public static readonly MemberRule NameOrArn = new("Name") { Required = true, Pattern = @"^[a-zA-Z0-9_\-.:/]{3,128}$" };

    public static readonly MemberRule Content = new("Content") { Required = true, MinLength = 1 };

    public static readonly MemberRule Version = new("DocumentVersion") { Pattern = "([$]LATEST|[$]DEFAULT|^[1-9][0-9]*$)" };

    public static readonly MemberRule VersionNumber = new("DocumentVersion") { Required = true, Pattern = "(^[1-9][0-9]*$)" };

    public static readonly MemberRule VersionName = new("VersionName") { Pattern = @"^[a-zA-Z0-9_\-.]{1,128}$" };

    public static readonly MemberRule Format = new("DocumentFormat") { OneOf = ["YAML", "JSON", "TEXT"] };

    public static readonly MemberRule DisplayName = new("DisplayName") { MaxLength = 1024, Pattern = @"^[\w\.\-\:\/ ]*$" };

    public static readonly MemberRule TargetType = new("TargetType") { MaxLength = 200, Pattern = @"^\/[\w\.\-\:\/]*$" };

    public static readonly MemberRule MaxResults = new("MaxResults") { Range = (1, 50) };

    public static readonly MemberRule Type = new("DocumentType")
    {
        OneOf =
        [
            "Command", "Policy", "Automation", "Session", "Package", "ApplicationConfiguration", "ApplicationConfigurationSchema",
            "DeploymentStrategy", "ChangeCalendar", "Automation.ChangeTemplate", "ProblemAnalysis", "ProblemAnalysisTemplate",
            "CloudFormation", "ConformancePackTemplate", "QuickSetup", "ManualApprovalPolicy", "AutoApprovalPolicy",
        ],
    };
}

/// <summary>What Systems Manager answers about documents, by the service model's names.</summary>
internal static class DocumentErrors
{
    public static AwsServiceException NoDocument(string name) => New("InvalidDocument", $"Document with name {name} does not exist.");

    public static AwsServiceException NoVersion(string name, string version) => New("InvalidDocument", $"Document with name {name} and version {version} does not exist.");

    public static AwsServiceException InvalidVersion() => New("InvalidDocumentVersion", "The document version is not valid or does not exist.");

    public static AwsServiceException NotActive(string status) => New("InvalidDocumentVersion", $"The document version is {status}, not Active.");

    public static AwsServiceException Exists(string name) => New("DocumentAlreadyExists", $"Document with same name {name} already exists");

    public static AwsServiceException TooMany(int limit) => New("DocumentLimitExceeded", $"You can have at most {limit} active SSM documents.");

    public static AwsServiceException TooManyVersions(int limit) => New("DocumentVersionLimitExceeded", $"The document has too many versions. Delete one or more document versions and try again. The limit is {limit}.");

    public static AwsServiceException TooLarge(int bytes) => New("MaxDocumentSizeExceeded", $"The size of the document, {bytes} bytes, exceeds the limit of 65536 bytes.");

    public static AwsServiceException FilterKey(string key) => New("InvalidFilterKey", $"The specified key {key} is not valid.");

    public static AwsServiceException Duplicate() => New("DuplicateDocumentContent", "The content of the association document matches another document. Change the content of the document and try again.");

    public static AwsServiceException DuplicateVersionName() => New("DuplicateDocumentVersionName", "The specified version name is a duplicate.");

    public static AwsServiceException Content(string problem) => New("InvalidDocumentContent", problem);

    public static AwsServiceException Schema(string problem) => New("InvalidDocumentSchemaVersion", problem);

    public static AwsServiceException Operation(string problem) => New("InvalidDocumentOperation", problem);

    public static AwsServiceException NextToken() => New("InvalidNextToken", "The specified token is not valid.");

    private static AwsServiceException New(string code, string message) => new(code, 400, message);
}
