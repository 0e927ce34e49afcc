;;; Does in Emacs what a person does, and writes what came of it to $TASKDEF_OUT.  -*- lexical-binding: t -*-
(require 'json)
(require 'cl-lib)
(require 'flymake)

(defun taskdef-wait (what condition)
  (let ((end (+ (float-time) 30)) value)
    (while (and (not (setq value (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.05)
      ;; Timers of an idle editor never run in a batch.
      (when (bound-and-true-p flymake-mode) (flymake-start)))
    (or value (error "No %s" what))))

(defun taskdef-at (words offset)
  (goto-char (point-min))
  (search-forward words)
  (goto-char (+ (match-beginning 0) offset)))

(defun taskdef-codes ()
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun taskdef-says (words)
  (cl-some (lambda (text) (string-match-p (regexp-quote words) text)) (taskdef-codes)))

(let (diagnostics hover)
  (find-file (getenv "TASKDEF_FILE"))
  (run-hooks 'post-command-hook)
  (taskdef-wait "server" (lambda () (and (eglot-managed-p) (eglot-current-server))))
  (setq diagnostics (taskdef-wait "diagnostics" #'taskdef-codes))

  (taskdef-at "\"networkMode\"" 3)
  (set-window-buffer (selected-window) (current-buffer))
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq hover (substring-no-properties text))))
  (taskdef-wait "hover" (lambda () hover))

  (taskdef-at "\"8080\"" 2)
  (cl-letf (((symbol-function 'completing-read) (lambda (&rest _) "Write 8080")))
    (let ((last-nonmenu-event t))
      (eglot-code-actions (point) nil nil t)))
  (taskdef-wait "code action" (lambda () (string-match-p "\"containerPort\": 8080" (buffer-string))))
  (eglot--signal-textDocument/didChange)
  (taskdef-wait "diagnostics after the fix" (lambda () (not (taskdef-says "has to be a number"))))

  (taskdef-at "\"migrate\"" 3)
  (eglot-rename "prepare")
  (taskdef-wait "rename" (lambda () (not (string-match-p "\"migrate\"" (buffer-string)))))
  (let ((text (buffer-string)) (left (taskdef-codes)))
    (with-temp-file (getenv "TASKDEF_OUT")
      (insert (json-encode `((diagnostics . ,(vconcat diagnostics)) (hover . ,hover)
                             (text . ,text) (left . ,(vconcat left)))))))
  (set-buffer-modified-p nil)
  (ignore-errors (eglot-shutdown (eglot-current-server))))
