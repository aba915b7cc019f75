using SsmSessionLogging.HelpWriter;

// Arguments: the folder of the recorded outputs, and the folder in which en-US/ (for Get-Help) and docs/ (pages) are written.
if (args is not [var outputs, var target])
{
    Console.Error.WriteLine("usage: HelpWriter OUTPUTS TARGET");
    return 2;
}

try
{
    var recorded = new RecordedOutputs(outputs);
    var comments = DocComments.Beside(typeof(SsmSessionLogging.Preferences.GetSsmLoggingPreferenceCommand).Assembly, typeof(SessionLogging.SessionLoggingException).Assembly);
    var cmdlets = new CmdletReader(comments, recorded).ReadAll();

    var help = Directory.CreateDirectory(Path.Combine(target, "en-US")).FullName;
    MamlWriter.Document(cmdlets).Save(Path.Combine(help, "SsmSessionLogging.dll-Help.xml"));

    // Written anew: a cmdlet that is gone leaves no page.
    var pages = Path.Combine(target, "docs");
    if (Directory.Exists(pages))
    {
        Directory.Delete(pages, recursive: true);
    }

    Directory.CreateDirectory(pages);
    foreach (var cmdlet in cmdlets)
    {
        File.WriteAllText(Path.Combine(pages, cmdlet.Name + ".md"), MarkdownWriter.Page(cmdlet));
    }

    File.WriteAllText(Path.Combine(pages, "README.md"), MarkdownWriter.Index(cmdlets));
    File.WriteAllText(Path.Combine(target, "rules.md"), SessionLogging.Audits.RulePage.Write());
    return 0;
}
catch (InvalidDataException mistake)
{
    // In the form in which MSBuild knows an error.
    Console.Error.WriteLine($"HelpWriter : error HELP1: {mistake.Message}");
    return 1;
}
