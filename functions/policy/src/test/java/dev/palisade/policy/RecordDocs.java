package dev.palisade.policy;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the Javadoc of records says of their components, read by the compiler itself. */
final class RecordDocs {

  private final Map<String, String> texts = new HashMap<>();

  /** The docs of the sources in a folder. */
  static RecordDocs of(Path folder) {
    RecordDocs docs = new RecordDocs();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> files = Files.list(folder);
        StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources = files.filter(one -> one.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        docs.read(unit, trees);
      }
      return docs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(CompilationUnitTree unit, DocTrees trees) {
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void nothing) {
        DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
        if (comment != null) {
          comment.getBlockTags().stream()
              .filter(ParamTree.class::isInstance)
              .map(ParamTree.class::cast)
              .forEach(param ->
                  texts.put(
                      type.getSimpleName() + "." + param.getName(),
                      plain(
                          param.getDescription().stream()
                              .map(Object::toString)
                              .collect(Collectors.joining()))));
        }
        return super.visitClass(type, nothing);
      }
    }.scan(unit, null);
  }

  private static String plain(String text) {
    return text.replaceAll("\\{@(?:code|link) ([^}]*)}", "$1").replaceAll("\\s+", " ").strip();
  }

  /** What is said of a component, or empty. */
  String of(Class<?> type, String component) {
    return texts.getOrDefault(type.getSimpleName() + "." + component, "");
  }
}
